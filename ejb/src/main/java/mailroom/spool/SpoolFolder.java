package mailroom.spool;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mailroom.home.Home;
import mailroom.home.OwnerOnly;

/**
 * The folder {@code MAILROOM_HOME/spool}, which only its owner can read. What a process left there that was killed is
 * removed when the next one uses it first.
 */
@ApplicationScoped
public class SpoolFolder {

    private static final String SUFFIX = ".part";

    private final Path folder;
    private boolean ready;

    SpoolFolder() {
        this((Path) null);
    }

    @Inject
    public SpoolFolder(Home home) {
        this(home.spool());
    }

    public SpoolFolder(Path folder) {
        this.folder = folder;
    }

    /** For one piece of work, whose files go when it is closed. */
    public SpoolScope scope() {
        return new SpoolScope(this);
    }

    Path newFile() throws IOException {
        prepare();
        return Files.createTempFile(folder, "", SUFFIX);
    }

    private synchronized void prepare() throws IOException {
        if (ready) {
            return;
        }
        OwnerOnly.createFolder(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        ready = true;
    }

    /** So many bytes can still be written, as far as the file system says. */
    public long usableBytes() {
        try {
            prepare();
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the spool folder cannot be used", e);
        }
    }
}
