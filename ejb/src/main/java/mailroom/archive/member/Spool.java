package mailroom.archive.member;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of a mail too large for memory, compressed into a temporary file while it arrives. */
public final class Spool implements AutoCloseable {

    private final Path file;
    private final OutputStream bytes;
    private final ZstdOutputStreamNoFinalizer out;
    private long size;

    /** @param folder must exist; what is left in it after a crash is worthless */
    public Spool(Path folder) throws IOException {
        file = Files.createTempFile(folder, "mail", ".zst");
        bytes = Files.newOutputStream(file);
        out = new ZstdOutputStreamNoFinalizer(bytes, Frames.LEVEL).setChecksum(true);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        size += length;
    }

    /** Fills the last tar block and ends the frame; the file may be appended to a segment then. */
    public void complete() throws IOException {
        out.write(new byte[MemberHeader.padding(size)]);
        out.close();
    }

    public Path file() {
        return file;
    }

    /** Removes the file, also where a full disk does not take the rest of it. */
    @Override
    public void close() throws IOException {
        try (bytes) {
            out.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
