package mailroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mailroom.spool.SpoolFolder;

/** A spool in a temporary folder that nobody needs after the test. */
public final class TemporarySpool {

    private TemporarySpool() {}

    public static SpoolFolder make() {
        try {
            Path folder = Files.createTempDirectory("spool");
            folder.toFile().deleteOnExit();
            return new SpoolFolder(folder.resolve("spool"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
