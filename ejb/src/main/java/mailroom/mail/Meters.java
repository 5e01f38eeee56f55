package mailroom.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import mailroom.incident.IncidentKind;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The counters of {@code /metrics}; gauges are read from the rows and the running mailboxes by the console. */
@ApplicationScoped
public class Meters {

    private final MetricRegistry registry;

    Meters() {
        this(null);
    }

    @Inject
    public Meters(MetricRegistry registry) {
        this.registry = registry;
    }

    public void mailsReceived(String mailbox, int mails) {
        registry.counter("mailroom_mails_received_total", new Tag("mailbox", mailbox))
                .inc(mails);
    }

    /** @param outcome {@code done}, {@code waiting} or {@code failed} */
    public void delivery(String destination, String outcome) {
        registry.counter("mailroom_deliveries_total", new Tag("destination", destination), new Tag("outcome", outcome))
                .inc();
    }

    /** @param outcome {@code sent}, {@code deferred}, {@code failed} or {@code uncertain}, once for each recipient */
    public void submission(String relay, String outcome) {
        registry.counter("mailroom_submissions_total", new Tag("relay", relay), new Tag("outcome", outcome))
                .inc();
    }

    public void incident(IncidentKind kind) {
        registry.counter("mailroom_incidents_total", new Tag("kind", kind.word()))
                .inc();
    }

    /** A destination's counters exist from now on, so that an alarm on their growth works from the first failure. */
    public void expectDeliveries(String destination) {
        for (String outcome : List.of("done", "waiting", "failed")) {
            registry.counter(
                    "mailroom_deliveries_total", new Tag("destination", destination), new Tag("outcome", outcome));
        }
    }

    /** Does the same for a relay. */
    public void expectSubmissions(String relay) {
        for (String outcome : List.of("sent", "deferred", "failed", "uncertain")) {
            registry.counter("mailroom_submissions_total", new Tag("relay", relay), new Tag("outcome", outcome));
        }
    }
}
