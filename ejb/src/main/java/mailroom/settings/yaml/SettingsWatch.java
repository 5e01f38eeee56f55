package mailroom.settings.yaml;

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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import mailroom.home.Home;
import mailroom.home.OwnerOnly;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.settings.CurrentSettings;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;

/**
 * Reads {@code mailroom.yaml} at start and within two seconds of a change. A wrong file is told once (log, incident row,
 * {@link CurrentSettings#lastRefusal}) and changes nothing else. What the file names outside itself (scripts, secret
 * files) is looked at again too: each second while the file is refused, every ten seconds otherwise.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettingsWatch {

    private static final System.Logger LOG = System.getLogger(SettingsWatch.class.getName());
    private static final Duration WRITING = Duration.ofMillis(200);
    private static final int LOOKS_UNTIL_READ_AGAIN = 10;
    private static final String EMPTY_FILE = """
            # Mailroom's configuration; it is read again within two seconds of a change.
            # docs/configuration.md of Mailroom shows each key. An empty file means: no mailboxes.
            """;

    private Home home;
    private CurrentSettings current;
    private Incidents incidents;
    private SettingsReader reader;
    private final ReentrantLock looking = new ReentrantLock();
    private String seen;
    private int looksSinceRead;
    private boolean everTaken;

    public SettingsWatch() {}

    @Inject
    public SettingsWatch(Home home, CurrentSettings current, Incidents incidents) {
        this(home, current, incidents, System::getenv);
    }

    SettingsWatch(Home home, CurrentSettings current, Incidents incidents, Function<String, String> environment) {
        this.home = home;
        this.current = current;
        this.incidents = incidents;
        this.reader = new SettingsReader(home, environment);
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
            text().filter(this::isDue).ifPresent(this::take);
        } finally {
            looking.unlock();
        }
    }

    private boolean isDue(String text) {
        if (!text.equals(seen)) {
            return seen == null || isWrittenToItsEnd();
        }
        looksSinceRead++;
        return current.lastRefusal().isPresent() || looksSinceRead >= LOOKS_UNTIL_READ_AGAIN;
    }

    /** An editor may have emptied the file just now; a time stamp of the future, copied with the file, proves nothing. */
    private boolean isWrittenToItsEnd() {
        try {
            FileTime written = Files.getLastModifiedTime(home.settingsFile());
            long age = System.currentTimeMillis() - written.toMillis();
            return age < 0 || age >= WRITING.toMillis();
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> text() {
        try {
            return Optional.of(Files.readString(home.settingsFile()));
        } catch (IOException e) {
            if (!e.toString().equals(seen)) {
                seen = e.toString();
                refuse(new SettingsRefused(
                        List.of(new SettingsRefused.Problem(1, "mailroom.yaml", "cannot be read: " + e))));
            }
            return Optional.empty();
        }
    }

    private void take(String text) {
        boolean changed = !text.equals(seen);
        seen = text;
        looksSinceRead = 0;
        try {
            Settings read = reader.read(text);
            if (changed || current.lastRefusal().isPresent() || !read.equals(current.get())) {
                put(read);
            }
        } catch (SettingsRefused e) {
            boolean told = current.lastRefusal()
                    .filter(before -> before.getMessage().equals(e.getMessage()))
                    .isPresent();
            if (changed || !told) {
                refuse(e);
            }
        }
    }

    private void put(Settings read) {
        current.replace(read);
        everTaken = true;
        LOG.log(
                System.Logger.Level.INFO,
                "{0} is in force: {1} mailboxes, {2} destinations, {3} relays",
                home.settingsFile(),
                read.mailboxes().size(),
                read.destinations().size(),
                read.relays().size());
    }

    private void refuse(SettingsRefused refused) {
        current.refuse(refused);
        LOG.log(
                System.Logger.Level.ERROR,
                "{0} is refused as a whole, {1}; mend it, no restart is needed. Wrong is: {2}",
                home.settingsFile(),
                everTaken ? "the last good one stays in force" : "and nothing is in force yet: no mail is taken in",
                refused.getMessage());
        incidents.record(IncidentKind.SETTINGS_REFUSED, Optional.empty(), "mailroom.yaml", refused.getMessage());
    }

    private void prepareHome() {
        try {
            for (Path folder : List.of(home.folder(), home.rules(), home.archive())) {
                if (Files.notExists(folder)) {
                    OwnerOnly.createFolder(folder);
                }
            }
            if (Files.notExists(home.settingsFile())) {
                OwnerOnly.write(home.settingsFile(), EMPTY_FILE);
            }
            // the server may have made the folder before the application came
            OwnerOnly.closeToOthers(home.folder());
            OwnerOnly.closeToOthers(home.settingsFile());
        } catch (IOException e) {
            throw new UncheckedIOException("MAILROOM_HOME " + home.folder() + " cannot be prepared", e);
        }
    }
}
