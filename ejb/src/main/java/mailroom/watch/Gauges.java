package mailroom.watch;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import mailroom.mail.Meters;
import mailroom.mailbox.MailboxControl;
import mailroom.mailbox.MailboxReport;
import mailroom.settings.CurrentSettings;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Settings;
import mailroom.settings.SettingsChanged;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The gauges of {@code /metrics}. Those of a mailbox come and go with mailroom.yaml; what cannot be read just now is
 * NaN, so that one broken part does not take the other figures away.
 */
@Startup
@Singleton
@DependsOn("Database")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Gauges {

    static final String LAG = "mailroom_mailbox_lag_seconds";
    static final String OWED = "mailroom_mailbox_owed";
    static final String UP = "mailroom_mailbox_up";
    static final String DEPTH = "mailroom_queue_depth";
    static final String ARCHIVE = "mailroom_archive_bytes";
    static final String REFUSED = "mailroom_settings_refused";

    private static final System.Logger LOG = System.getLogger(Gauges.class.getName());

    private final MetricRegistry registry;
    private final CurrentSettings settings;
    private final Instance<MailboxControl> mailboxes;
    private final QueueDepths depths;
    private final Meters meters;
    private final CircuitBreaker database = new CircuitBreaker();
    private final Set<String> shown = new HashSet<>();

    public Gauges() {
        this(null, null, null, null, null);
    }

    @Inject
    public Gauges(
            MetricRegistry registry,
            CurrentSettings settings,
            Instance<MailboxControl> mailboxes,
            QueueDepths depths,
            Meters meters) {
        this.registry = registry;
        this.settings = settings;
        this.mailboxes = mailboxes;
        this.depths = depths;
        this.meters = meters;
    }

    @PostConstruct
    void start() {
        gauge(ARCHIVE, "Bytes of committed segments", database.of(depths::archiveBytes));
        gauge(DEPTH, "What waits", database.of(depths::deliveries), new Tag("queue", "deliveries"));
        gauge(DEPTH, "What waits", database.of(depths::submissions), new Tag("queue", "submissions"));
        gauge(DEPTH, "What waits", depths::notifications, new Tag("queue", "notifications"));
        gauge(DEPTH, "What waits", depths::refused, new Tag("queue", "refused"));
        gauge(REFUSED, "1 while mailroom.yaml is refused and an earlier one in force", this::refused);
        show(settings.get());
    }

    private long refused() {
        return settings.lastRefusal().isPresent() ? 1 : 0;
    }

    public void changed(@Observes SettingsChanged change) {
        show(change.now());
    }

    private synchronized void show(Settings now) {
        List<String> names = now.mailboxes().stream().map(MailboxSettings::name).toList();
        shown.stream().filter(name -> !names.contains(name)).toList().forEach(this::remove);
        names.stream().filter(shown::add).forEach(this::add);
        names.forEach(mailbox -> meters.mailsReceived(mailbox, 0));
        now.destinations().keySet().forEach(meters::expectDeliveries);
        now.relays().keySet().forEach(meters::expectSubmissions);
    }

    private void add(String mailbox) {
        Tag tag = new Tag("mailbox", mailbox);
        gauge(
                UP,
                "1 while the mailbox is watched",
                () -> report(mailbox).map(Gauges::up).orElse(0L),
                tag);
        gauge(
                OWED,
                "Mails that the server has and has not given",
                () -> report(mailbox).map(MailboxReport::owed).orElse(0L),
                tag);
        gauge(
                LAG,
                "Age of the oldest mail on the server that is not stored, or of the standstill",
                () -> report(mailbox).map(report -> lag(report, Instant.now())).orElse(0L),
                tag);
    }

    private void remove(String mailbox) {
        shown.remove(mailbox);
        Tag tag = new Tag("mailbox", mailbox);
        registry.remove(new MetricID(UP, tag));
        registry.remove(new MetricID(LAG, tag));
        registry.remove(new MetricID(OWED, tag));
    }

    private Optional<MailboxReport> report(String mailbox) {
        return mailboxes.get().report(mailbox);
    }

    static long up(MailboxReport report) {
        return switch (report.state()) {
            case WATCHING, SYNCING -> 1;
            case CONNECTING, BACKING_OFF, PAUSED, FAILED -> 0;
        };
    }

    /** A mailbox that stands still is behind from the start of the standstill, whatever its folders say. */
    static long lag(MailboxReport report, Instant now) {
        LongStream ofFolders = report.folders().stream().mapToLong(MailboxReport.Folder::lagSeconds);
        LongStream standing = report.problem().stream()
                .mapToLong(problem ->
                        Math.max(1, Duration.between(problem.since(), now).toSeconds()));
        return LongStream.concat(ofFolders, standing).max().orElse(0);
    }

    private void gauge(String name, String description, Supplier<Long> value, Tag... tags) {
        Metadata metadata =
                Metadata.builder().withName(name).withDescription(description).build();
        registry.gauge(metadata, () -> read(name, value), tags);
    }

    private static double read(String name, Supplier<Long> value) {
        try {
            return value.get();
        } catch (RuntimeException e) {
            LOG.log(DEBUG, () -> name + " cannot be read", e);
            return Double.NaN;
        }
    }
}
