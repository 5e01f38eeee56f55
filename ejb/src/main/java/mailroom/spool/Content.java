package mailroom.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Some bytes that can be read again and again, in memory where they are few and in a file of the spool where they are many. */
public final class Content {

    private final byte[] bytes;
    private final Optional<Path> file;
    private final long size;

    private Content(byte[] bytes, Optional<Path> file, long size) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
    }

    public static Content of(byte[] bytes) {
        return new Content(bytes, Optional.empty(), bytes.length);
    }

    static Content in(Path file, long size) {
        return new Content(new byte[0], Optional.of(file), size);
    }

    /** Counts in bytes. */
    public long size() {
        return size;
    }

    /** From the first byte on; to be closed. */
    public InputStream open() throws IOException {
        return file.isPresent() ? Files.newInputStream(file.get()) : new ByteArrayInputStream(bytes);
    }
}
