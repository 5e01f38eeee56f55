package mailroom.outbound;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.mail.Meters;
import mailroom.mail.Queues;
import mailroom.routing.BackOff;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * Begins and settles attempts at submissions. The rows are the state, the queue only wakes: an attempt claims its
 * submission for {@link #LEASE}, so that two workers never send one mail and a crash makes it due again.
 */
@ApplicationScoped
@Transactional
public class SubmissionClaims {

    /** Longer than any attempt may take; how late a mail can be after a crash. */
    public static final Duration LEASE = Duration.ofMinutes(20);
    /** Attempts that may end without an answer to the final dot before a person has to look. */
    public static final int MOST_UNCERTAINTIES = 2;

    static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    static final Duration WOKEN_AGAIN_AFTER = Duration.ofMinutes(2);
    private static final int RESERVED_FOR_REPEATS = 4;

    private final Database database;
    private final Queues queues;
    private final Incidents incidents;
    private final Meters meters;
    private final Settlement settlement;
    private final Clock clock;

    SubmissionClaims() {
        this(null, null, null, null, Duration.ofMinutes(1), null);
    }

    /** @param firstPause before the second attempt; later ones grow from it */
    @Inject
    public SubmissionClaims(
            Database database,
            Queues queues,
            Incidents incidents,
            Meters meters,
            @ConfigProperty(name = "mailroom.submission.first-pause", defaultValue = "PT1M") Duration firstPause) {
        this(database, queues, incidents, meters, firstPause, Clock.systemUTC());
    }

    public SubmissionClaims(
            Database database, Queues queues, Incidents incidents, Meters meters, Duration firstPause, Clock clock) {
        this.database = database;
        this.queues = queues;
        this.incidents = incidents;
        this.meters = meters;
        this.settlement = new Settlement(new BackOff(firstPause, LONGEST_PAUSE), MOST_UNCERTAINTIES);
        this.clock = clock;
    }

    /**
     * Takes a due submission for one attempt at its due recipients; empty if it is not due, settled, expired or another
     * worker has it.
     */
    @Transactional(REQUIRES_NEW)
    public Optional<Attempt> claim(String id) {
        return database.jdbi().inTransaction(handle -> claim(handle, id));
    }

    private Optional<Attempt> claim(Handle handle, String id) {
        Instant now = clock.instant();
        int claimed = handle.createUpdate("update submission set next_attempt_at = :lease"
                        + " where id = :id and next_attempt_at <= :now")
                .bind("id", id)
                .bind("now", now.toEpochMilli())
                .bind("lease", now.plus(LEASE).toEpochMilli())
                .execute();
        if (claimed == 0) {
            return Optional.empty();
        }
        Submission submission = SubmissionMapper.find(handle, id).orElseThrow();
        if (!now.isBefore(submission.expires())) {
            expire(handle, submission, now);
            return Optional.empty();
        }
        List<Recipient> due = submission.recipients().stream()
                .filter(recipient -> recipient.isDue(now))
                .toList();
        return Optional.of(new Attempt(submission, due));
    }

    private void expire(Handle handle, Submission submission, Instant now) {
        List<Recipient> all = new ArrayList<>();
        for (Recipient recipient : submission.recipients()) {
            boolean open = recipient.nextAttempt().isPresent();
            Recipient settled = open ? settlement.expired(recipient, now) : recipient;
            if (open) {
                write(handle, submission, settled);
            }
            all.add(settled);
        }
        derive(handle, submission, all);
    }

    /**
     * Writes down what became of each recipient of an attempt. A recipient without an outcome is deferred.
     *
     * @throws IllegalStateException if the lease has run out and another attempt has begun: that one settles
     */
    @Transactional(REQUIRES_NEW)
    public void settle(Attempt attempt, Map<String, SmtpOutcome> outcomes) {
        database.jdbi().useTransaction(handle -> settle(handle, attempt, outcomes));
    }

    private void settle(Handle handle, Attempt attempt, Map<String, SmtpOutcome> outcomes) {
        Instant now = clock.instant();
        Submission submission = attempt.submission();
        List<Recipient> all = new ArrayList<>(submission.recipients());
        all.removeAll(attempt.due());
        for (Recipient before : attempt.due()) {
            SmtpOutcome outcome = outcomes.getOrDefault(before.address(), SmtpOutcome.deferred("not answered for"));
            Recipient after = settlement.after(before, outcome, now, submission.expires());
            write(handle, submission, after);
            all.add(after);
        }
        derive(handle, submission, all);
    }

    private void write(Handle handle, Submission submission, Recipient recipient) {
        handle.createUpdate("update recipient set state = :state, code = :code, enhanced_status = :status,"
                        + " reply = :reply, attempts = :attempts, uncertainties = :uncertainties,"
                        + " next_attempt_at = :next, settled_at = :settled"
                        + " where submission_id = :id and address = :address")
                .bind("state", recipient.state().name())
                .bind(
                        "code",
                        recipient.code().isPresent()
                                ? Integer.valueOf(recipient.code().getAsInt())
                                : (Integer) null)
                .bind("status", recipient.enhancedStatus().orElse(null))
                .bind("reply", recipient.reply().orElse(null))
                .bind("attempts", recipient.attempts())
                .bind("uncertainties", recipient.uncertainties())
                .bind("next", recipient.nextAttempt().map(Instant::toEpochMilli).orElse(SubmissionMapper.NEVER))
                .bind("settled", recipient.settled().map(Instant::toEpochMilli).orElse(null))
                .bind("id", submission.id())
                .bind("address", recipient.address())
                .execute();
        meters.submission(submission.relay(), recipient.state().name().toLowerCase(Locale.ROOT));
        if (recipient.settled().isPresent() && recipient.state() != RecipientState.SENT) {
            reportLost(submission, recipient);
        }
    }

    private void reportLost(Submission submission, Recipient recipient) {
        IncidentKind kind = recipient.state() == RecipientState.UNCERTAIN
                ? IncidentKind.SUBMISSION_UNCERTAIN
                : IncidentKind.SUBMISSION_FAILED;
        String code =
                recipient.code().isPresent() ? "reply code " + recipient.code().getAsInt() : "no reply code";
        incidents.record(
                kind,
                Optional.empty(),
                "submission " + submission.id() + " through relay " + submission.relay(),
                "one recipient after " + recipient.attempts() + " attempts, " + code
                        + recipient.enhancedStatus().map(status -> " " + status).orElse(""));
    }

    private void derive(Handle handle, Submission held, List<Recipient> recipients) {
        RecipientState state =
                RecipientState.ofAll(recipients.stream().map(Recipient::state).toList());
        long next = recipients.stream()
                .flatMap(recipient -> recipient.nextAttempt().stream())
                .mapToLong(Instant::toEpochMilli)
                .min()
                .orElse(SubmissionMapper.NEVER);
        int moved = handle.createUpdate("update submission set state = :state, next_attempt_at = :next"
                        + " where id = :id and next_attempt_at = :lease")
                .bind("state", state.name())
                .bind("next", next)
                .bind("id", held.id())
                .bind("lease", held.nextAttempt().orElseThrow().toEpochMilli())
                .execute();
        if (moved != 1) {
            throw new IllegalStateException("submission " + held.id()
                    + " is no longer held by this attempt: its lease of " + LEASE.toMinutes() + " minutes has run out");
        }
    }

    /**
     * Sends the ids of submissions that are due and have no fresh message in the queue. Fresh ones come first; however
     * many, a quarter of the limit is kept for those tried before.
     *
     * @return how many
     */
    public int wakeDue(int limit) {
        long now = clock.millis();
        return database.jdbi().inTransaction(handle -> {
            int repeats = Math.max(1, limit / RESERVED_FOR_REPEATS);
            List<String> fresh = due(handle, "s.state = 'QUEUED'", Math.max(1, limit - repeats), now);
            List<String> again = due(handle, "s.state <> 'QUEUED'", repeats, now);
            fresh.forEach(id -> woken(handle, id, now));
            again.forEach(id -> woken(handle, id, now));
            fresh.forEach(queues::submissionReady);
            again.forEach(queues::submissionReadyAgain);
            return fresh.size() + again.size();
        });
    }

    /** Its message is taken off the queue without an attempt; {@link #wakeDue} sends the next one at once. */
    public void putOff(String id) {
        database.jdbi().useHandle(handle -> woken(handle, id, 0));
    }

    private static List<String> due(Handle handle, String lane, int limit, long now) {
        return handle.createQuery("select s.id from submission s where " + lane + " and s.next_attempt_at <= :now"
                        + " and (s.woken_at < s.next_attempt_at or s.woken_at < :longAgo)"
                        + " order by s.next_attempt_at fetch first :limit rows only")
                .bind("now", now)
                .bind("longAgo", now - WOKEN_AGAIN_AFTER.toMillis())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private static void woken(Handle handle, String id, long now) {
        handle.createUpdate("update submission set woken_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }
}
