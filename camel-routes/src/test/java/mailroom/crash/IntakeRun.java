package mailroom.crash;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import mailroom.archive.Archive;
import mailroom.archive.Segments;
import mailroom.camel.CamelReady;
import mailroom.camel.MailroomContext;
import mailroom.camel.access.Entrance;
import mailroom.camel.mailbox.Mailboxes;
import mailroom.database.Database;
import mailroom.folder.FolderComparisons;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderHistory;
import mailroom.folder.FormerMails;
import mailroom.folder.OwedMails;
import mailroom.home.Home;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.mail.Meters;
import mailroom.mailbox.MailboxReport;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.RejectedLogins;
import mailroom.mailbox.Standstills;
import mailroom.mailbox.Traffic;
import mailroom.schedule.Jobs;
import mailroom.settings.CurrentSettings;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import mailroom.settings.yaml.SettingsReader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.SimpleRegistry;

/** The product's intake of all mailboxes on one home, without a server around it. */
final class IntakeRun implements AutoCloseable {

    private static final long LOOK_PAUSE_MILLIS = 5;
    /** Whoever should have killed it is gone then. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private final RunDatabase source;
    private final Segments segments;
    private final Mailboxes mailboxes;
    private final DefaultCamelContext camel;

    /**
     * @param inTurn all windows are stored by one thread, so that its n-th call comes later than any in the windows before
     * @param order {@code product}, {@code recovers} (the same, and tells nothing),
     *     {@code dies-after-commit} or the negative controls {@code acknowledges-first} and {@code forgets-fsync}
     */
    IntakeRun(Path folder, String url, boolean inTurn, String order) throws IOException, SettingsRefused {
        Home home = new Home(folder);
        source = RunDatabase.of(url);
        Database database = Database.on(source.dataSource());
        Settings settings = new SettingsReader(home, System::getenv).read(Files.readString(home.settingsFile()));
        Incidents incidents = new Incidents(database);
        segments = order.equals("forgets-fsync") ? new ForgetsFsync(home, database) : new Segments(home, database);
        mailboxes = new Mailboxes(
                new CurrentSettings(settings),
                intake(order, segments, new IntakeLedger(database, incidents, new OwedMails(database)), settings),
                jobs(),
                new FolderCursors(database),
                new FolderHistory(database),
                new FolderComparisons(database),
                new FormerMails(database, new Archive(home, database)),
                new OwedMails(database),
                new Standstills(database),
                incidents,
                new Entrance(new RejectedLogins(database), new Traffic(database)));
        camel = MailroomContext.create(
                new SimpleRegistry(), inTurn ? new OneThreadInEachPool() : new DefaultThreadPoolFactory());
        camel.disableJMX();
        camel.start();
        mailboxes.camelIsReady(new CamelReady(camel));
    }

    private static Intake intake(String order, Segments segments, IntakeLedger ledger, Settings settings) {
        return switch (order) {
            case "acknowledges-first" -> new AcknowledgesFirst(segments, ledger, silent(), settings);
            case "dies-after-commit" -> new DiesAfterCommit(segments, ledger, silent());
            case "recovers" -> new Intake(segments, ledger, silent());
            default -> new TellsWhatItStores(segments, ledger, silent());
        };
    }

    /** Tells when every folder was looked at, and when there is work again. */
    void watch(boolean once) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_LIFE.toNanos();
        boolean was = false;
        while (System.nanoTime() < end) {
            boolean inSync = isInSync(mailboxes.reports());
            if (inSync && once) {
                return;
            }
            if (inSync != was) {
                System.out.println(inSync ? IntakeProcess.IN_SYNC : IntakeProcess.AT_WORK);
            }
            was = inSync;
            if (inSync) {
                mailboxes.reports().forEach(report -> mailboxes.sync(report.name()));
            }
            Thread.sleep(LOOK_PAUSE_MILLIS);
        }
        Runtime.getRuntime().halt(1);
    }

    private static boolean isInSync(List<MailboxReport> reports) {
        return reports.stream().allMatch(report -> report.state() == State.WATCHING);
    }

    @Override
    public void close() {
        camel.stop();
        segments.close();
        source.close();
    }

    /** So that the n-th call of a thread is the n-th of all windows, not of the longest. */
    private static final class OneThreadInEachPool extends DefaultThreadPoolFactory {

        @Override
        public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
            return Executors.newSingleThreadExecutor(threads);
        }
    }

    private static Meters silent() {
        return new Meters(null) {
            @Override
            public void mailsReceived(String mailbox, int mails) {}

            @Override
            public void incident(IncidentKind kind) {}
        };
    }

    private static Jobs jobs() {
        return (Jobs) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (proxy, method, arguments) -> null);
    }
}
