package mailroom.routing.sieve;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mailroom.home.Home;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.settings.CurrentSettings;
import mailroom.settings.MailboxSettings;

/**
 * The script of each mailbox as its file stands now. A script that fails is told once for each of its texts, as an
 * incident {@code script-failed}; until it is mended the mailbox keeps everything.
 */
@ApplicationScoped
public class SieveScripts {

    private record Read(String text, Optional<SieveScript> script) {}

    private final Home home;
    private final CurrentSettings settings;
    private final Incidents incidents;
    private final Map<String, Read> scripts = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();

    SieveScripts() {
        this(null, null, null);
    }

    @Inject
    public SieveScripts(Home home, CurrentSettings settings, Incidents incidents) {
        this.home = home;
        this.settings = settings;
        this.incidents = incidents;
    }

    public boolean routes(String mailbox) {
        return rules(mailbox).isPresent();
    }

    private Optional<String> rules(String mailbox) {
        return settings.get().mailbox(mailbox).flatMap(MailboxSettings::rules);
    }

    /** Empty: keep everything. */
    public Optional<SieveScript> of(String mailbox) {
        return rules(mailbox).flatMap(name -> read(mailbox, home.rules().resolve(name)));
    }

    private Optional<SieveScript> read(String mailbox, Path file) {
        try {
            String text = Files.readString(file);
            Read known = scripts.get(mailbox);
            if (known == null || !known.text().equals(text)) {
                known = new Read(text, parse(mailbox, text));
                scripts.put(mailbox, known);
            }
            return known.script();
        } catch (IOException e) {
            failed(mailbox, file.getFileName() + " cannot be read: " + e);
            return Optional.empty();
        }
    }

    private Optional<SieveScript> parse(String mailbox, String text) {
        try {
            return Optional.of(SieveScript.read(text));
        } catch (ScriptFailed e) {
            failed(mailbox, e.getMessage());
            return Optional.empty();
        }
    }

    /** Tells a failure once until another one follows; a script that fails for each mail must not flood the incidents. */
    public void failed(String mailbox, String reason) {
        if (!reason.equals(told.put(mailbox, reason))) {
            incidents.record(
                    IncidentKind.SCRIPT_FAILED,
                    Optional.of(mailbox),
                    rules(mailbox).orElse("rules"),
                    reason);
        }
    }
}
