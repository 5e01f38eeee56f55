package mailroom.settings;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import mailroom.mail.Incidents;

/**
 * Reads {@code mailroom.yaml} at start and within two seconds of a change. A wrong file is told once (log, incident row,
 * {@link CurrentSettings#lastRefusal}) and changes nothing else.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettingsWatch {

    private static final System.Logger LOG = System.getLogger(SettingsWatch.class.getName());
    private static final String EMPTY_FILE = """
            # Mailroom's configuration; it is read again within two seconds of a change.
            # README.md of Mailroom shows each key. An empty file means: no mailboxes.
            """;

    private Home home;
    private CurrentSettings current;
    private Incidents incidents;
    private SettingsReader reader;
    private final ReentrantLock looking = new ReentrantLock();
    private String seen;

    public SettingsWatch() {}

    @Inject
    public SettingsWatch(Home home, CurrentSettings current, Incidents incidents) {
        this.home = home;
        this.current = current;
        this.incidents = incidents;
        this.reader = new SettingsReader(home, System::getenv);
    }

    @PostConstruct
    void start() {
        prepareHome();
        look();
    }

    /** Compares the text, not the time stamp: an editor may keep the one and a copy the other. */
    @Schedule(hour = "*", minute = "*", second = "*/1", persistent = false)
    public void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            text().filter(text -> !text.equals(seen)).ifPresent(text -> {
                seen = text;
                take(text);
            });
        } finally {
            looking.unlock();
        }
    }

    private Optional<String> text() {
        try {
            return Optional.of(Files.readString(home.settingsFile()));
        } catch (IOException e) {
            String problem = home.settingsFile() + " cannot be read: " + e;
            if (!problem.equals(seen)) {
                seen = problem;
                LOG.log(System.Logger.Level.ERROR, "{0}; the settings in force stay", problem);
            }
            return Optional.empty();
        }
    }

    private void take(String text) {
        try {
            current.replace(reader.read(text));
            LOG.log(
                    System.Logger.Level.INFO,
                    "mailroom.yaml is in force: {0} mailboxes, {1} destinations, {2} relays",
                    current.get().mailboxes().size(),
                    current.get().destinations().size(),
                    current.get().relays().size());
        } catch (SettingsRefused e) {
            current.refuse(e);
            LOG.log(
                    System.Logger.Level.ERROR,
                    "mailroom.yaml is refused, the last good one stays in force: {0}",
                    e.getMessage());
            incidents.record("settings-refused", Optional.empty(), "mailroom.yaml", e.getMessage());
        }
    }

    private void prepareHome() {
        try {
            for (Path folder : List.of(home.folder(), home.rules(), home.archive())) {
                if (Files.notExists(folder)) {
                    Files.createDirectories(folder);
                    ownerOnly(folder);
                }
            }
            if (Files.notExists(home.settingsFile())) {
                Files.writeString(home.settingsFile(), EMPTY_FILE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("MAILROOM_HOME " + home.folder() + " cannot be prepared", e);
        }
    }

    private static void ownerOnly(Path folder) throws IOException {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (UnsupportedOperationException noPosix) {
            LOG.log(System.Logger.Level.WARNING, "{0} is on a file system without owner-only permissions", folder);
        }
    }
}
