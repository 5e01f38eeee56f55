package mailroom.console.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import mailroom.database.Database;
import mailroom.disk.Disks;
import mailroom.firststart.FirstLogin;
import mailroom.home.Home;
import mailroom.mail.Queues;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: database, archive folder and messaging work, and what the first start wrote is in force, so that the administrator
 * may log in. A mailbox or relay that is down does not take this away.
 */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int DATABASE_LIMIT_SECONDS = 4;

    @Inject
    Database database;

    @Inject
    Home home;

    @Inject
    Disks disks;

    @Inject
    FirstLogin firstLogin;

    @Resource
    ManagedExecutorService executor;

    @Resource(lookup = Queues.CONNECTION_FACTORY)
    ConnectionFactory connections;

    @Resource(lookup = Queues.DELIVERIES)
    Queue deliveries;

    private final ChangeLog log = new ChangeLog("ready");
    private TimedProbes probes;

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("mailroom-ready");
        try {
            Map<String, String> results = probes().results();
            results.forEach(answer::withData);
            Map<String, String> failing = new HashMap<>(results);
            failing.values().removeIf(TimedProbes.UP::equals);
            log.tell(failing);
            return answer.status(failing.isEmpty()).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer.down().build();
        }
    }

    private synchronized TimedProbes probes() {
        if (probes == null) {
            Map<String, Probe> checked = Map.of(
                    "database", this::askDatabase,
                    "archive", this::writeBesideArchive,
                    "messaging", this::browseQueue,
                    "administrator", this::mayLogIn);
            probes = new TimedProbes(checked, executor, LIMIT, Clock.systemUTC());
        }
        return probes;
    }

    private void askDatabase() throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            if (!connection.isValid(DATABASE_LIMIT_SECONDS)) {
                throw new SQLTransientConnectionException("the database does not answer");
            }
        }
    }

    private void writeBesideArchive() throws IOException {
        disks.require();
        Path folder = Files.createDirectories(home.archive());
        Path probe = Files.createTempFile(folder, ".ready", ".tmp");
        try {
            Files.write(probe, new byte[1]);
        } finally {
            Files.delete(probe);
        }
    }

    private void browseQueue() throws Exception {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                var browser = context.createBrowser(deliveries)) {
            browser.getEnumeration().hasMoreElements();
        }
    }

    private void mayLogIn() throws Reasons.MayNotLogInYet {
        if (!firstLogin.isPossible()) {
            throw new Reasons.MayNotLogInYet();
        }
    }
}
