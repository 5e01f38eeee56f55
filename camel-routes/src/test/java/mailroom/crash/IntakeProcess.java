package mailroom.crash;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import mailroom.archive.Archive;
import mailroom.archive.Segments;
import mailroom.camel.CamelReady;
import mailroom.camel.MailroomContext;
import mailroom.camel.access.Entrance;
import mailroom.camel.mailbox.Mailboxes;
import mailroom.database.Database;
import mailroom.intake.FolderCursors;
import mailroom.intake.FolderHistory;
import mailroom.intake.FormerMails;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.MailboxReport;
import mailroom.intake.MailboxReport.State;
import mailroom.intake.RejectedLogins;
import mailroom.intake.Traffic;
import mailroom.mail.Incidents;
import mailroom.mail.Meters;
import mailroom.schedule.Jobs;
import mailroom.settings.CurrentSettings;
import mailroom.settings.Home;
import mailroom.settings.Settings;
import mailroom.settings.SettingsReader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.SimpleRegistry;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Intake as a process of its own that may be killed. Arguments: the home with mailroom.yaml; a JDBC URL; {@code once}
 * (ends when every mailbox is in sync) or {@code on} (looks for mail again and again); {@code product}, {@code dies-after-commit} or the negative controls {@code acknowledges-first} and
 * {@code forgets-fsync}. Prints {@link #IN_SYNC} each time when every folder was looked at.
 */
final class IntakeProcess {

    static final String STARTED = "started";
    static final String IN_SYNC = "in sync";
    static final String PASSWORD_VARIABLE = "PASSWORD";

    private static final long LOOK_PAUSE_MILLIS = 5;
    /** Whoever should have killed it is gone then. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private IntakeProcess() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Home home = new Home(Path.of(arguments[0]));
        Database database = Database.on(dataSource(arguments[1]));
        boolean once = arguments[2].equals("once");
        Settings settings = new SettingsReader(home, System::getenv).read(Files.readString(home.settingsFile()));
        Incidents incidents = new Incidents(database);
        FolderCursors cursors = new FolderCursors(database);
        Segments segments =
                arguments[3].equals("forgets-fsync") ? new ForgetsFsync(home, database) : new Segments(home, database);
        IntakeLedger ledger = new IntakeLedger(database, incidents);
        Intake intake =
                switch (arguments[3]) {
                    case "acknowledges-first" -> new AcknowledgesFirst(segments, ledger, silent(), settings);
                    case "dies-after-commit" -> new DiesAfterCommit(segments, ledger, silent());
                    default -> new Intake(segments, ledger, silent());
                };
        Mailboxes mailboxes = new Mailboxes(
                new CurrentSettings(settings),
                intake,
                jobs(),
                cursors,
                new FolderHistory(database),
                new FormerMails(database, new Archive(home, database)),
                incidents,
                new Entrance(new RejectedLogins(database), new Traffic(database)));
        DefaultCamelContext camel = MailroomContext.create(new SimpleRegistry(), new DefaultThreadPoolFactory());
        camel.disableJMX();
        camel.start();
        mailboxes.camelIsReady(new CamelReady(camel));
        System.out.println(STARTED);
        watch(mailboxes, once);
        camel.stop();
        segments.close();
        end(arguments[1]);
        System.exit(0);
    }

    private static void watch(Mailboxes mailboxes, boolean once) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_LIFE.toNanos();
        boolean told = false;
        while (System.nanoTime() < end) {
            boolean inSync = isInSync(mailboxes.reports());
            if (inSync && !told) {
                System.out.println(IN_SYNC);
            }
            told = inSync;
            if (inSync && once) {
                return;
            }
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

    private static DataSource dataSource(String url) {
        if (url.startsWith("jdbc:derby:")) {
            EmbeddedDataSource source = new EmbeddedDataSource();
            source.setDatabaseName(url.substring("jdbc:derby:".length()));
            source.setCreateDatabase("create");
            return source;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static void end(String url) {
        if (url.startsWith("jdbc:derby:")) {
            EmbeddedDataSource source = (EmbeddedDataSource) dataSource(url);
            source.setCreateDatabase(null);
            source.setShutdownDatabase("shutdown");
            try {
                source.getConnection().close();
            } catch (SQLException ended) {
                // Derby reports its end as an exception, SQL state 08006
            }
        }
    }

    private static Meters silent() {
        return new Meters(null) {
            @Override
            public void mailsReceived(String mailbox, int mails) {}

            @Override
            public void incident(String kind) {}
        };
    }

    private static Jobs jobs() {
        return (Jobs) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (proxy, method, arguments) -> null);
    }
}
