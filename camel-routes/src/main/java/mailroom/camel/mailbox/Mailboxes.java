package mailroom.camel.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import mailroom.camel.CamelReady;
import mailroom.camel.access.Entrance;
import mailroom.camel.access.ServerTurns;
import mailroom.camel.mailbox.fetch.FolderIncidents;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.camel.mailbox.status.MailboxStatus;
import mailroom.camel.mailbox.status.StandingSince;
import mailroom.camel.mailbox.trial.MailboxTrial;
import mailroom.camel.mailbox.watch.MailboxWatch;
import mailroom.camel.mailbox.watch.Rhythm;
import mailroom.folder.FolderComparisons;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderHistory;
import mailroom.folder.FormerMails;
import mailroom.folder.OwedMails;
import mailroom.incident.Incidents;
import mailroom.intake.Intake;
import mailroom.mailbox.MailboxControl;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.ProblemKind;
import mailroom.mailbox.Standstills;
import mailroom.schedule.Jobs;
import mailroom.settings.CurrentSettings;
import mailroom.settings.MailboxSettings;
import mailroom.settings.SettingsChanged;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Keeps one route for each mailbox of mailroom.yaml: a change adds, removes and replaces only those that it names. */
@ApplicationScoped
public class Mailboxes implements MailboxControl {

    static final String NAME = "mailboxes";

    private static final Logger LOG = System.getLogger(Mailboxes.class.getName());

    private final CurrentSettings settings;
    private final Intake intake;
    private final Jobs jobs;
    private final FolderLedger ledger;
    private final Incidents incidents;
    private final Entrance entrance;
    private final Standstills standstills;
    private final Map<String, MailboxWatch> watches = new ConcurrentHashMap<>();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private final ServerTurns turns = new ServerTurns();
    private final Rhythm rhythm;
    private MailboxRoutes routes;
    private ExecutorService storing;

    Mailboxes() {
        this(null, null, null, null, null, null, null, null, null, null, null, Rhythm.USUAL);
    }

    @Inject
    public Mailboxes(
            CurrentSettings settings,
            Intake intake,
            Jobs jobs,
            FolderCursors cursors,
            FolderHistory history,
            FolderComparisons comparisons,
            FormerMails formerMails,
            OwedMails owed,
            Standstills standstills,
            Incidents incidents,
            Entrance entrance) {
        this(
                settings,
                intake,
                jobs,
                cursors,
                history,
                comparisons,
                formerMails,
                owed,
                standstills,
                incidents,
                entrance,
                Rhythm.USUAL);
    }

    Mailboxes(
            CurrentSettings settings,
            Intake intake,
            Jobs jobs,
            FolderCursors cursors,
            FolderHistory history,
            FolderComparisons comparisons,
            FormerMails formerMails,
            OwedMails owed,
            Standstills standstills,
            Incidents incidents,
            Entrance entrance,
            Rhythm rhythm) {
        this.settings = settings;
        this.intake = intake;
        this.jobs = jobs;
        this.rhythm = rhythm;
        this.standstills = standstills;
        this.incidents = incidents;
        this.entrance = entrance;
        ledger = new FolderLedger(cursors, history, comparisons, formerMails, owed);
    }

    /** Is public for the container. */
    public synchronized void camelIsReady(@Observes CamelReady ready) {
        CamelContext camel = ready.context();
        storing = StoringThreads.of(camel, this);
        routes = new MailboxRoutes(camel, intake, jobs);
        camel.getRegistry().bind(NAME, this);
        camel.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext stopping) {
                watches.values().forEach(MailboxWatch::stop);
            }
        });
        follow();
    }

    public synchronized void settingsChanged(@Observes SettingsChanged change) {
        if (routes != null) {
            follow();
        }
    }

    private void follow() {
        Map<String, MailboxSettings> wanted = new LinkedHashMap<>();
        settings.get().mailboxes().forEach(mailbox -> wanted.put(mailbox.name(), mailbox));
        for (MailboxWatch watch : List.copyOf(watches.values())) {
            if (!watch.settings().equals(wanted.get(watch.mailbox()))) {
                remove(watch);
            }
        }
        paused.retainAll(wanted.keySet());
        wanted.values().stream()
                .filter(mailbox -> !watches.containsKey(mailbox.name()))
                .forEach(this::add);
    }

    private void add(MailboxSettings mailbox) {
        Clock clock = Clock.systemUTC();
        StandingSince standing = new StandingSince(mailbox.name(), standstills, clock);
        MailboxStatus status = new MailboxStatus(mailbox.name(), standing, clock);
        FolderIncidents told = new FolderIncidents(mailbox.name(), incidents);
        watches.put(mailbox.name(), new MailboxWatch(mailbox, ledger, told, entrance, turns, status, rhythm));
        try {
            routes.add(mailbox.name());
            if (paused.contains(mailbox.name())) {
                pause(mailbox.name());
            }
        } catch (Exception | LinkageError e) {
            status.failedForGood(
                    ProblemKind.ROUTE_FAILED, "the route of the mailbox does not start: " + e.getMessage());
            LOG.log(Level.ERROR, "mailbox " + mailbox.name() + " does not start", e);
        }
    }

    private void remove(MailboxWatch watch) {
        try {
            routes.remove(watch.mailbox());
        } catch (Exception e) {
            LOG.log(Level.ERROR, "mailbox " + watch.mailbox() + " does not end", e);
        }
        watches.remove(watch.mailbox());
    }

    /** Opens and stores the windows of all mailboxes. */
    Intake intake() {
        return intake;
    }

    /** The threads that all mailboxes store their windows on. */
    ExecutorService storing() {
        return storing;
    }

    /** Gives it to the consumer of that mailbox. */
    public MailboxWatch watchOf(String mailbox) {
        MailboxWatch watch = watches.get(mailbox);
        if (watch == null) {
            throw new IllegalArgumentException("mailroom.yaml has no mailbox " + mailbox);
        }
        return watch;
    }

    @Override
    public List<MailboxReport> reports() {
        return settings.get().mailboxes().stream()
                .flatMap(mailbox -> report(mailbox.name()).stream())
                .toList();
    }

    @Override
    public Optional<MailboxReport> report(String mailbox) {
        return Optional.ofNullable(watches.get(mailbox))
                .map(watch -> watch.status().report());
    }

    @Override
    public boolean sync(String mailbox) {
        MailboxWatch watch = watches.get(mailbox);
        if (watch != null) {
            watch.ring();
        }
        return watch != null;
    }

    @Override
    public boolean compare(String mailbox) {
        MailboxWatch watch = watches.get(mailbox);
        if (watch != null) {
            watch.compare();
        }
        return watch != null;
    }

    @Override
    public synchronized boolean pause(String mailbox) {
        MailboxWatch watch = watches.get(mailbox);
        if (watch == null) {
            return false;
        }
        paused.add(mailbox);
        routes.stop(mailbox);
        watch.status().paused();
        return true;
    }

    @Override
    public synchronized boolean resume(String mailbox) {
        if (!watches.containsKey(mailbox)) {
            return false;
        }
        if (paused.remove(mailbox)) {
            routes.start(mailbox);
        }
        return true;
    }

    @Override
    public MailboxTest test(MailboxSettings mailbox) {
        return MailboxTrial.of(mailbox, entrance);
    }
}
