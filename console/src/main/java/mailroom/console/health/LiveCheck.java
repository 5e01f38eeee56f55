package mailroom.console.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live unless threads wait for each other for ever, which only a restart cures; nothing outside the JVM counts. */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {

    private final ChangeLog log = new ChangeLog("live");

    @Override
    public HealthCheckResponse call() {
        long[] deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        int threads = deadlocked == null ? 0 : deadlocked.length;
        log.tell(threads == 0 ? Map.of() : Map.of("deadlocked threads", Integer.toString(threads)));
        return HealthCheckResponse.named("mailroom-live")
                .withData("deadlockedThreads", threads)
                .status(threads == 0)
                .build();
    }
}
