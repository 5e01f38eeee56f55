package mailroom.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gathers bytes in memory as long as they are few, in a file from then on. */
public final class SpooledOutput extends OutputStream {

    /** More than this goes into a file. */
    public static final int IN_MEMORY_BYTES_MAX = 128 * 1024;

    /** Makes the file where one is needed. */
    @FunctionalInterface
    interface NewFile {
        Path make() throws IOException;
    }

    private final NewFile newFile;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path path;
    private OutputStream file;
    private long size;

    SpooledOutput(NewFile newFile) {
        this.newFile = newFile;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && size + length > IN_MEMORY_BYTES_MAX) {
            path = newFile.make();
            file = Files.newOutputStream(path);
            memory.writeTo(file);
            memory = null;
        }
        (file == null ? memory : file).write(bytes, offset, length);
        size += length;
    }

    /** Counts in bytes, so far. */
    public long size() {
        return size;
    }

    /** All that was written; after {@link #close}. */
    public Content content() {
        return path == null ? Content.of(memory.toByteArray()) : Content.in(path, size);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
