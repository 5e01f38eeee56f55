package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mailroom.EmbeddedDerby;
import mailroom.archive.Archive;
import mailroom.archive.Segments;
import mailroom.camel.CamelReady;
import mailroom.camel.MailroomContext;
import mailroom.camel.access.Entrance;
import mailroom.camel.mailbox.watch.Rhythm;
import mailroom.database.Database;
import mailroom.folder.FolderComparisons;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderHistory;
import mailroom.folder.FolderKey;
import mailroom.folder.FormerMails;
import mailroom.folder.OwedMails;
import mailroom.home.Home;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.Stored;
import mailroom.intake.Window;
import mailroom.mail.Meters;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.ProblemKind;
import mailroom.mailbox.RejectedLogins;
import mailroom.mailbox.Standstills;
import mailroom.mailbox.Traffic;
import mailroom.schedule.Jobs;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import mailroom.settings.Settings;
import mailroom.settings.SettingsChanged;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.SimpleRegistry;

/** Mailboxes with archive, ledger and Camel around them, outside a container. */
public final class RunningMailboxes implements AutoCloseable {

    /** The longest that a test waits for what should come at once. */
    static final Duration SOON = Duration.ofSeconds(40);

    private final AutoCloseable databaseEnd;
    private final Path folder;
    private final AtomicReference<Settings> settings = new AtomicReference<>(Settings.EMPTY);
    private final List<String> wakes = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext camel;
    private final Rhythm rhythm;
    private final AtomicReference<Error> nextError = new AtomicReference<>();
    private final AtomicLong storedBytes = new AtomicLong();
    private volatile int failures;
    final FolderCursors cursors;
    final FolderHistory history;
    final LedgerLook ledger;
    final OwedMails owed;
    final Incidents incidents;
    final Mailboxes mailboxes;
    final Entrance entrance;

    RunningMailboxes() throws Exception {
        this(Rhythm.USUAL);
    }

    RunningMailboxes(Rhythm rhythm) throws Exception {
        this(new EmbeddedDerby(), rhythm);
    }

    private RunningMailboxes(EmbeddedDerby derby, Rhythm rhythm) throws Exception {
        this(derby.database(), derby, Files.createTempDirectory("mailboxes"), rhythm);
    }

    RunningMailboxes(Database database, AutoCloseable databaseEnd, Path folder) throws Exception {
        this(database, databaseEnd, folder, Rhythm.USUAL);
    }

    private RunningMailboxes(Database database, AutoCloseable databaseEnd, Path folder, Rhythm rhythm)
            throws Exception {
        this.rhythm = rhythm;
        this.ledger = new LedgerLook(database);
        this.databaseEnd = databaseEnd;
        this.folder = folder;
        cursors = new FolderCursors(database) {
            @Override
            public FolderCursor cursor(FolderKey folder) {
                Error error = nextError.getAndSet(null);
                if (error != null) {
                    throw error;
                }
                return super.cursor(folder);
            }
        };
        incidents = new Incidents(database);
        owed = new OwedMails(database);
        CurrentSettings current = new CurrentSettings(Settings.EMPTY) {
            @Override
            public Settings get() {
                return settings.get();
            }
        };
        history = new FolderHistory(database);
        FormerMails formerMails = new FormerMails(database, new Archive(new Home(folder), database));
        entrance = new Entrance(new RejectedLogins(database), new Traffic(database));
        mailboxes = new Mailboxes(
                current,
                intake(database),
                jobs(),
                cursors,
                history,
                new FolderComparisons(database),
                formerMails,
                owed,
                new Standstills(database),
                incidents,
                entrance,
                rhythm);
        camel = MailroomContext.create(new SimpleRegistry(), new DefaultThreadPoolFactory());
        camel.start();
        mailboxes.camelIsReady(new CamelReady(camel));
    }

    private Intake intake(Database database) {
        Meters silent = new Meters(null) {
            @Override
            public void mailsReceived(String mailbox, int mails) {}

            @Override
            public void incident(IncidentKind kind) {}
        };
        Segments segments = new Segments(new Home(folder), database);
        return new Intake(segments, new IntakeLedger(database, incidents, owed), silent) {
            @Override
            public Stored store(Window window, long highestUid) throws IOException {
                if (failures > 0) {
                    failures--;
                    throw new IOException("the disk is full");
                }
                storedBytes.addAndGet(window.bytes());
                return super.store(window, highestUid);
            }
        };
    }

    private Jobs jobs() {
        return (Jobs) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("wake")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    wakes.add((String) arguments[0]);
                    return null;
                });
    }

    public static MailboxSettings mailbox(String name, int port) {
        return mailbox(name, "127.0.0.1", port);
    }

    static MailboxSettings mailbox(String name, String host, int port) {
        return new MailboxSettings(
                name,
                new ServerAddress(host, port, ServerAddress.Tls.NONE, Optional.empty()),
                name,
                new Secret("pw"),
                List.of(),
                Optional.empty(),
                new AfterArchive.Keep(),
                Optional.empty());
    }

    public static MailboxSettings with(MailboxSettings mailbox, AfterArchive afterArchive) {
        return new MailboxSettings(
                mailbox.name(),
                mailbox.server(),
                mailbox.login(),
                mailbox.folders(),
                mailbox.pollEvery(),
                afterArchive,
                mailbox.rules(),
                mailbox.limits(),
                mailbox.compress());
    }

    void configure(MailboxSettings... boxes) {
        Settings before = settings.get();
        Settings now = new Settings(List.of(boxes), Map.of(), Map.of(), DigestSettings.OFF, Settings.KEEP_EXECUTIONS);
        settings.set(now);
        mailboxes.settingsChanged(new SettingsChanged(before, now));
    }

    void failNextStores(int count) {
        failures = count;
    }

    /** On the thread of the mailbox that asks the ledger next. */
    void throwNext(Error error) {
        nextError.set(error);
    }

    List<String> wakes() {
        return wakes;
    }

    List<String> routes() {
        return camel.getRoutes().stream()
                .map(route -> route.getRouteId())
                .sorted()
                .toList();
    }

    MailboxReport.State state(String mailbox) {
        return mailboxes.report(mailbox).orElseThrow().state();
    }

    void awaitState(String mailbox, MailboxReport.State state) {
        await().atMost(SOON).untilAsserted(() -> assertThat(state(mailbox)).isEqualTo(state));
    }

    void awaitProblem(String mailbox, ProblemKind kind) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        mailboxes.report(mailbox).orElseThrow().problem())
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(kind)));
    }

    /** Over all folders. */
    void awaitSightings(String mailbox, long count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(sightings(mailbox)).isEqualTo(count));
    }

    /** Over all folders. */
    long sightings(String mailbox) {
        return cursors.folders(mailbox).stream()
                .mapToLong(FolderCursor::sightings)
                .sum();
    }

    /** Of mails that were fetched and stored since the last call. */
    long takeStoredBytes() {
        return storedBytes.getAndSet(0);
    }

    /** What the server should have by the ledger, over all folders. */
    long live(String mailbox) {
        return cursors.folders(mailbox).stream()
                .mapToLong(cursor -> history.mark(cursor.folder()).live())
                .sum();
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        databaseEnd.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}
