package mailroom.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.mail.Meters;
import mailroom.settings.CurrentSettings;
import mailroom.settings.KeptTokens;
import mailroom.settings.MailboxLogin.Credentials;
import mailroom.settings.MailboxSettings;
import mailroom.settings.TokenSource.Endpoint;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Tells before a mailbox's refresh token ends: an incident, once for each end, and the days left as a metric. Tells also
 * of one that the disk does not take, and tries that again.
 */
@ApplicationScoped
public class TokenWatch {

    static final String DAYS = "mailroom_mailbox_token_days";
    static final Duration TOLD_BEFORE = Duration.ofDays(14);

    /** Of a token that lives shorter than that, the last part of its life. */
    private static final int PART = 4;

    private record End(String mailbox, Instant at) {}

    private final CurrentSettings settings;
    private final KeptTokens tokens;
    private final Incidents incidents;
    private final Meters meters;
    private final MetricRegistry registry;
    private final Clock clock;
    private final Set<End> told = new HashSet<>();
    private final Set<String> notKept = new HashSet<>();
    private final Map<String, Instant> ends = new LinkedHashMap<>();

    TokenWatch() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public TokenWatch(
            CurrentSettings settings, KeptTokens tokens, Incidents incidents, Meters meters, MetricRegistry registry) {
        this(settings, tokens, incidents, meters, registry, Clock.systemUTC());
    }

    TokenWatch(
            CurrentSettings settings,
            KeptTokens tokens,
            Incidents incidents,
            Meters meters,
            MetricRegistry registry,
            Clock clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.incidents = incidents;
        this.meters = meters;
        this.registry = registry;
        this.clock = clock;
    }

    /** To be called every few minutes. */
    public synchronized void look() {
        Map<String, Instant> known = new LinkedHashMap<>();
        for (MailboxSettings mailbox : settings.get().mailboxes()) {
            endpoint(mailbox).ifPresent(endpoint -> {
                write(mailbox.name(), endpoint);
                tokens.find(endpoint).ifPresent(kept -> kept.ends().ifPresent(end -> {
                    known.put(mailbox.name(), end);
                    warn(mailbox.name(), kept.since(), end);
                }));
            });
        }
        show(known);
    }

    private static Optional<Endpoint> endpoint(MailboxSettings mailbox) {
        return mailbox.login().credentials() instanceof Credentials.Token token
                        && token.source() instanceof Endpoint endpoint
                ? Optional.of(endpoint)
                : Optional.empty();
    }

    private void write(String mailbox, Endpoint endpoint) {
        Optional<String> problem = tokens.writeWaiting(endpoint);
        if (problem.isEmpty()) {
            notKept.remove(mailbox);
        } else if (notKept.add(mailbox)) {
            meters.incident(IncidentKind.TOKEN_NOT_KEPT);
            incidents.record(
                    IncidentKind.TOKEN_NOT_KEPT,
                    Optional.of(mailbox),
                    "refresh token",
                    "the newest one is in memory only, and a restart loses it: " + problem.get()
                            + "; mend that before the next restart, it is tried again every few minutes");
        }
    }

    private void warn(String mailbox, Instant since, Instant end) {
        Duration part = Duration.between(since, end).dividedBy(PART);
        Duration before = part.compareTo(TOLD_BEFORE) < 0 ? part : TOLD_BEFORE;
        if (clock.instant().isAfter(end.minus(before)) && told.add(new End(mailbox, end))) {
            meters.incident(IncidentKind.TOKEN_ENDS_SOON);
            incidents.recordAgain(
                    IncidentKind.TOKEN_ENDS_SOON,
                    Optional.of(mailbox),
                    "refresh token",
                    "it ends at " + end + "; give the mailbox a new one in mailroom.yaml or its file before that");
        }
    }

    private void show(Map<String, Instant> known) {
        for (String gone : Set.copyOf(ends.keySet())) {
            if (!known.containsKey(gone)) {
                ends.remove(gone);
                registry.remove(new MetricID(DAYS, new Tag("mailbox", gone)));
            }
        }
        known.forEach((mailbox, end) -> {
            if (ends.put(mailbox, end) == null) {
                Metadata metadata = Metadata.builder()
                        .withName(DAYS)
                        .withDescription("Days until the refresh token ends")
                        .build();
                registry.gauge(metadata, () -> days(mailbox), new Tag("mailbox", mailbox));
            }
        });
    }

    synchronized double days(String mailbox) {
        Instant end = ends.get(mailbox);
        return end == null ? Double.NaN : Duration.between(clock.instant(), end).toHours() / 24.0;
    }
}
