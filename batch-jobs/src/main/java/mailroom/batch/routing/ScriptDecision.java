package mailroom.batch.routing;

import jakarta.annotation.PreDestroy;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mailroom.archive.Archive;
import mailroom.archive.ArchiveHeld;
import mailroom.archive.ArchiveReader;
import mailroom.archive.DamagedMember;
import mailroom.batch.Runs;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.parse.Header;
import mailroom.routing.sieve.RoutingAction;
import mailroom.routing.sieve.ScriptFailed;
import mailroom.routing.sieve.SieveScript;
import mailroom.routing.sieve.SieveScripts;

/** Asks the mailbox's script about one mail; only its header is read. A script that fails means keep. */
@Named
@Dependent
public class ScriptDecision implements ItemProcessor {

    private static final System.Logger LOG = System.getLogger(ScriptDecision.class.getName());

    /** How long a changed script may go unnoticed. */
    static final Duration SCRIPT_READ_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Archive archive;
    private final SieveScripts scripts;
    private final Incidents incidents;
    private final String mailbox;
    private ArchiveReader reader;
    private Optional<SieveScript> script = Optional.empty();
    private long scriptRead;

    @Inject
    public ScriptDecision(
            Archive archive,
            SieveScripts scripts,
            Incidents incidents,
            @BatchProperty(name = Runs.MAILBOX) String mailbox) {
        this.archive = archive;
        this.scripts = scripts;
        this.incidents = incidents;
        this.mailbox = mailbox;
    }

    @Override
    public Object processItem(Object item) throws IOException {
        if (item instanceof Routable.Undecided mail) {
            return new Routable.Decided(mail.row(), mail.further(), actions(mail));
        }
        return item;
    }

    private List<RoutingAction> actions(Routable.Undecided mail) throws IOException {
        Optional<SieveScript> current = script();
        if (current.isEmpty()) {
            return List.of();
        }
        if (reader == null) {
            reader = archive.reader();
        }
        try {
            return current.get().decide(reader.read(mail.at(), mail.id(), Header::read), mail.size());
        } catch (ScriptFailed e) {
            scripts.failed(mailbox, e.getMessage());
            return List.of();
        } catch (DamagedMember e) {
            close();
            incidents.record(IncidentKind.SEGMENT_DAMAGED, Optional.of(mailbox), "mail " + mail.id(), e.getMessage());
            return List.of();
        } catch (ArchiveHeld held) {
            throw held;
        } catch (RuntimeException | StackOverflowError poison) {
            close();
            LOG.log(System.Logger.Level.WARNING, "mail " + mail.id() + " is kept undecided", poison);
            scripts.failed(mailbox, "an error of Mailroom itself; the log has it");
            return List.of();
        }
    }

    private Optional<SieveScript> script() {
        long now = System.nanoTime();
        if (scriptRead == 0 || now - scriptRead > SCRIPT_READ_AGAIN_AFTER.toNanos()) {
            script = scripts.of(mailbox);
            scriptRead = now;
        }
        return script;
    }

    @PreDestroy
    void close() {
        try (ArchiveReader done = reader) {
            reader = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
