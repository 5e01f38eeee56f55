package mailroom.spool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The spooled bytes of one piece of work: its files go when it is closed, whatever became of the work. For one thread. */
public final class SpoolScope implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SpoolScope.class.getName());

    private final SpoolFolder folder;
    private final List<Path> files = new ArrayList<>();

    SpoolScope(SpoolFolder folder) {
        this.folder = folder;
    }

    /** An output whose bytes can be read once it is closed. */
    public SpooledOutput output() {
        return new SpooledOutput(this::newFile);
    }

    /**
     * Copies a stream to its end, at most so many bytes.
     *
     * @param atMost looked at after each part that came, so that a drip ends too
     * @throws TooLong if it is longer
     * @throws TooSlow if its end does not come in time
     */
    public Content copy(InputStream source, long limit, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        try (SpooledOutput output = output()) {
            byte[] buffer = new byte[64 * 1024];
            long left = limit;
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new TooLong(limit);
                }
                output.write(buffer, 0, count);
                if (System.nanoTime() > end) {
                    throw new TooSlow(atMost);
                }
            }
            output.close();
            return output.content();
        }
    }

    /** A stream has more bytes than it may have. */
    public static final class TooLong extends IOException {

        private static final long serialVersionUID = 1L;

        TooLong(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** A stream does not come to its end in time. */
    public static final class TooSlow extends IOException {

        private static final long serialVersionUID = 1L;

        TooSlow(Duration limit) {
            super("more than " + limit.toSeconds() + " seconds");
        }
    }

    private Path newFile() throws IOException {
        Path file = folder.newFile();
        files.add(file);
        return file;
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a file of the spool stays behind until the next start: {0}", e.getMessage());
            }
        }
        files.clear();
    }
}
