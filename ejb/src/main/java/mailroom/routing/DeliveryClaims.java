package mailroom.routing;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.mail.Meters;
import mailroom.mail.Outcome;
import mailroom.mail.Queues;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * Begins and settles attempts at deliveries. The rows are the state, the queue only wakes: an attempt claims its row for
 * {@link #LEASE}, so that two workers never hold one delivery and a crash makes it due again.
 */
@ApplicationScoped
public class DeliveryClaims {

    /** Longer than any step of an attempt may take; how late a delivery can be after a crash. */
    public static final Duration LEASE = Duration.ofMinutes(3);
    /** With the pauses of {@link #PAUSES} about two days. */
    public static final int MOST_ATTEMPTS = 200;
    /** A due delivery whose message is still queued is not woken again before this. */
    static final Duration WOKEN_AGAIN_AFTER = Duration.ofMinutes(2);

    static final BackOff PAUSES = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(15));

    private static final int LONGEST_ERROR = 1000;

    private final Database database;
    private final Queues queues;
    private final Incidents incidents;
    private final Meters meters;
    private final Duration lease;
    private final Clock clock;

    DeliveryClaims() {
        this(null, null, null, null, LEASE, null);
    }

    /** @param lease {@link #LEASE}, unless a test cannot wait that long for what a crash held */
    @Inject
    public DeliveryClaims(
            Database database,
            Queues queues,
            Incidents incidents,
            Meters meters,
            @ConfigProperty(name = "mailroom.delivery.lease", defaultValue = "PT3M") Duration lease) {
        this(database, queues, incidents, meters, lease, Clock.systemUTC());
    }

    public DeliveryClaims(Database database, Queues queues, Incidents incidents, Meters meters, Clock clock) {
        this(database, queues, incidents, meters, LEASE, clock);
    }

    private DeliveryClaims(
            Database database, Queues queues, Incidents incidents, Meters meters, Duration lease, Clock clock) {
        this.database = database;
        this.queues = queues;
        this.incidents = incidents;
        this.meters = meters;
        this.lease = lease;
        this.clock = clock;
    }

    /** Takes a due delivery for one attempt; empty if it is not due, settled, or another worker has it. */
    @Transactional(REQUIRES_NEW)
    public Optional<Delivery> claim(long id) {
        long now = clock.millis();
        return database.jdbi().withHandle(handle -> {
            int claimed = handle.createUpdate("update delivery set attempts = attempts + 1, next_attempt_at = :lease"
                            + " where id = :id and state = 'WAITING' and next_attempt_at <= :now")
                    .bind("id", id)
                    .bind("now", now)
                    .bind("lease", now + lease.toMillis())
                    .execute();
            return claimed == 1 ? DeliveryMapper.find(handle, id) : Optional.empty();
        });
    }

    /**
     * Begins the lease of a claimed delivery anew, for an attempt of several steps.
     *
     * @return the delivery as it is held now
     * @throws LeaseLost if the lease has run out and another attempt has begun
     */
    @Transactional(REQUIRES_NEW)
    public Delivery renew(Delivery claimed) {
        Instant end = Instant.ofEpochMilli(clock.millis() + lease.toMillis());
        int renewed = database.jdbi().withHandle(handle -> handle.createUpdate(
                        "update delivery"
                                + " set next_attempt_at = :end where id = :id and state = 'WAITING' and next_attempt_at = :lease")
                .bind("end", end.toEpochMilli())
                .bind("id", claimed.id())
                .bind("lease", claimed.nextAttempt().toEpochMilli())
                .execute());
        if (renewed != 1) {
            throw new LeaseLost(claimed.id(), lease);
        }
        return claimed.heldUntil(end);
    }

    /**
     * Writes down what became of a claimed delivery, in the caller's transaction if there is one.
     *
     * @throws LeaseLost if the lease has run out and another attempt has begun: that one settles
     */
    @Transactional
    public void settle(Delivery claimed, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            move(claimed, DeliveryState.DONE, null);
        } else if (outcome instanceof Outcome.TryAgain again) {
            tryAgain(claimed, again.reason());
        } else if (outcome instanceof Outcome.GiveUp last) {
            giveUp(claimed, last.reason());
        } else if (outcome instanceof Outcome.Uncertain uncertain) {
            giveUp(claimed, uncertain.reason());
        }
    }

    private void tryAgain(Delivery claimed, String reason) {
        if (claimed.attempts() < MOST_ATTEMPTS) {
            move(claimed, DeliveryState.WAITING, reason);
        } else {
            giveUp(claimed, "after " + MOST_ATTEMPTS + " attempts: " + reason);
        }
    }

    /** Gives a claimed delivery back untried; the attempt does not count. */
    @Transactional
    public void postpone(Delivery claimed, Duration pause) {
        database.jdbi().useHandle(handle -> handle.createUpdate("update delivery set attempts = attempts - 1,"
                        + " next_attempt_at = :due where id = :id and state = 'WAITING' and next_attempt_at = :lease")
                .bind("due", clock.millis() + pause.toMillis())
                .bind("id", claimed.id())
                .bind("lease", claimed.nextAttempt().toEpochMilli())
                .execute());
    }

    private void giveUp(Delivery claimed, String reason) {
        move(claimed, DeliveryState.FAILED, reason);
        incidents.record(
                IncidentKind.DELIVERY_FAILED,
                Optional.of(claimed.mailbox()),
                "delivery " + claimed.id() + " of mail " + claimed.mailId() + " to " + claimed.destination(),
                reason);
    }

    private void move(Delivery claimed, DeliveryState next, String error) {
        if (!claimed.state().mayBecome(next)) {
            throw new IllegalStateException("a delivery that is " + claimed.state() + " cannot become " + next);
        }
        long now = clock.millis();
        boolean again = next == DeliveryState.WAITING;
        int moved = database.jdbi().withHandle(handle -> handle.createUpdate("update delivery set state = :next,"
                        + " next_attempt_at = :due, settled_at = :settled, error = :error"
                        + " where id = :id and state = 'WAITING' and next_attempt_at = :lease")
                .bind("next", next.name())
                .bind("due", again ? now + PAUSES.after(claimed.attempts()).toMillis() : now)
                .bind("settled", again ? null : Long.valueOf(now))
                .bind("error", error == null ? null : cut(error))
                .bind("id", claimed.id())
                .bind("lease", claimed.nextAttempt().toEpochMilli())
                .execute());
        if (moved != 1) {
            throw new LeaseLost(claimed.id(), lease);
        }
        meters.delivery(claimed.destination(), next.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Sends the ids of deliveries that are due and have no fresh message in the queue, the longest due first.
     *
     * @return how many; if it is the limit there may be more
     */
    @Transactional
    public int wakeDue(int limit) {
        long now = clock.millis();
        return database.jdbi().withHandle(handle -> {
            List<Long> due = handle.createQuery("select id from delivery where state = 'WAITING'"
                            + " and next_attempt_at <= :now and (woken_at < next_attempt_at or woken_at < :longAgo)"
                            + " order by next_attempt_at fetch first :limit rows only")
                    .bind("now", now)
                    .bind("longAgo", now - WOKEN_AGAIN_AFTER.toMillis())
                    .bind("limit", limit)
                    .mapTo(Long.class)
                    .list();
            due.forEach(id -> wake(handle, id, now));
            return due.size();
        });
    }

    /** Its message is taken off the queue without an attempt; {@link #wakeDue} sends the next one at once. */
    @Transactional
    public void putOff(long id) {
        database.jdbi().useHandle(handle -> handle.createUpdate("update delivery set woken_at = 0 where id = :id")
                .bind("id", id)
                .execute());
    }

    private void wake(Handle handle, long id, long now) {
        handle.createUpdate("update delivery set woken_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
        queues.deliveryReady(id);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR - 1) + "…";
    }
}
