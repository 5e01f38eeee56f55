package mailroom.home;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code MAILROOM_HOME}: everything that a backup must hold. */
@ApplicationScoped
public class Home {

    private final Path folder;

    Home() {
        this(Path.of("mailroom"));
    }

    @Inject
    Home(@ConfigProperty(name = "MAILROOM_HOME", defaultValue = "mailroom") String folder) {
        this(Path.of(folder));
    }

    public Home(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    public Path folder() {
        return folder;
    }

    public Path settingsFile() {
        return folder.resolve("mailroom.yaml");
    }

    public Path rules() {
        return folder.resolve("rules");
    }

    /** Bytes that pass through; nothing here outlives the process. */
    public Path spool() {
        return folder.resolve("spool");
    }

    public Path archive() {
        return folder.resolve("archive");
    }
}
