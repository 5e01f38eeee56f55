package mailroom.routing;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.database.Database;
import mailroom.mail.Incidents;
import mailroom.mail.Meters;
import mailroom.mail.Outcome;
import mailroom.mail.Queues;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * The deliveries of routed mail. The rows are the state, the queue only wakes: each attempt claims its row for
 * {@link #LEASE}, so that two workers never hold one delivery and a crash makes it due again.
 */
@ApplicationScoped
public class Deliveries {

    /** Longer than any attempt may take; how late a delivery can be after a crash. */
    public static final Duration LEASE = Duration.ofMinutes(3);
    /** With the pauses of {@link #PAUSES} about two days. */
    public static final int MOST_ATTEMPTS = 200;
    /** A due delivery whose message is still queued is not woken again before this. */
    static final Duration WOKEN_AGAIN_AFTER = Duration.ofMinutes(2);

    static final BackOff PAUSES = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(15));

    private static final int MAILS_A_QUERY = 200;
    private static final int LONGEST_ERROR = 1000;

    private final Database database;
    private final Queues queues;
    private final Incidents incidents;
    private final Meters meters;
    private final Duration lease;
    private final Clock clock;

    Deliveries() {
        this(null, null, null, null, LEASE, null);
    }

    /** @param lease {@link #LEASE}, unless a test cannot wait that long for what a crash held */
    @Inject
    public Deliveries(
            Database database,
            Queues queues,
            Incidents incidents,
            Meters meters,
            @ConfigProperty(name = "mailroom.delivery.lease", defaultValue = "PT3M") Duration lease) {
        this(database, queues, incidents, meters, lease, Clock.systemUTC());
    }

    public Deliveries(Database database, Queues queues, Incidents incidents, Meters meters, Clock clock) {
        this(database, queues, incidents, meters, LEASE, clock);
    }

    private Deliveries(
            Database database, Queues queues, Incidents incidents, Meters meters, Duration lease, Clock clock) {
        this.database = database;
        this.queues = queues;
        this.incidents = incidents;
        this.meters = meters;
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * Writes the deliveries and sends their ids in the caller's transaction; those that exist already stay as they are. It has
     * no interceptor of its own: one that joins was seen to leave the transaction of a chunk.
     */
    public void accept(List<DeliveryRequest> requests) {
        List<DeliveryRequest> wanted = new ArrayList<>(new LinkedHashSet<>(requests));
        for (int from = 0; from < wanted.size(); from += MAILS_A_QUERY) {
            acceptSome(wanted.subList(from, Math.min(from + MAILS_A_QUERY, wanted.size())));
        }
    }

    private void acceptSome(List<DeliveryRequest> wanted) {
        Set<Long> mails = wanted.stream().map(DeliveryRequest::mail).collect(toSet());
        database.jdbi().useHandle(handle -> {
            Set<DeliveryRequest> known =
                    ofMails(handle, mails).stream().map(Delivery::request).collect(toSet());
            Set<DeliveryRequest> fresh = new LinkedHashSet<>(wanted);
            fresh.removeAll(known);
            if (!fresh.isEmpty()) {
                insert(handle, fresh);
                ofMails(handle, mails).stream()
                        .filter(delivery -> fresh.contains(delivery.request()))
                        .forEach(delivery -> queues.deliveryReady(delivery.id()));
            }
        });
    }

    private void insert(Handle handle, Collection<DeliveryRequest> fresh) {
        var batch = handle.prepareBatch("insert into delivery (mail_id, mailbox, action, destination, state, attempts,"
                + " created_at, next_attempt_at, woken_at)"
                + " values (:mail, :mailbox, :action, :destination, 'WAITING', 0, :now, :now, :now)");
        for (DeliveryRequest request : fresh) {
            batch.bind("mail", request.mail())
                    .bind("mailbox", request.mailbox())
                    .bind("action", request.action().name())
                    .bind("destination", request.destination())
                    .bind("now", clock.millis())
                    .add();
        }
        batch.execute();
    }

    private static List<Delivery> ofMails(Handle handle, Collection<Long> mails) {
        return handle.createQuery(DeliveryRow.SELECT + " where d.mail_id in (<mails>) order by d.id")
                .bindList("mails", List.copyOf(mails))
                .map(DeliveryRow::read)
                .list();
    }

    /** Takes a due delivery for one attempt; empty if it is not due, settled, or another worker has it. */
    @Transactional(REQUIRES_NEW)
    public Optional<Delivery> claim(long id) {
        long now = clock.millis();
        int claimed = database.jdbi().withHandle(handle -> handle.createUpdate("update delivery"
                        + " set attempts = attempts + 1, next_attempt_at = :lease"
                        + " where id = :id and state = 'WAITING' and next_attempt_at <= :now")
                .bind("id", id)
                .bind("now", now)
                .bind("lease", now + lease.toMillis())
                .execute());
        return claimed == 1 ? find(id) : Optional.empty();
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
                "delivery-failed",
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

    /** Makes a failed delivery due now, with all its attempts again; false if there is none of that id that failed. */
    @Transactional
    public boolean retry(long id) {
        int moved = database.jdbi().withHandle(handle -> handle.createUpdate("update delivery set state = 'WAITING',"
                        + " attempts = 0, next_attempt_at = :now, woken_at = :now, settled_at = null"
                        + " where id = :id and state = 'FAILED'")
                .bind("id", id)
                .bind("now", clock.millis())
                .execute());
        if (moved == 1) {
            queues.deliveryReady(id);
        }
        return moved == 1;
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

    private void wake(Handle handle, long id, long now) {
        handle.createUpdate("update delivery set woken_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
        queues.deliveryReady(id);
    }

    @Transactional
    public Optional<Delivery> find(long id) {
        return database.jdbi().withHandle(handle -> handle.createQuery(DeliveryRow.SELECT + " where d.id = :id")
                .bind("id", id)
                .map(DeliveryRow::read)
                .findOne());
    }

    /**
     * The newest first.
     *
     * @param before the id of the last one already seen; {@link Long#MAX_VALUE} begins
     */
    @Transactional
    public List<Delivery> list(Optional<DeliveryState> state, long before, int limit) {
        String some = state.isPresent() ? " and d.state = :state" : "";
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(DeliveryRow.SELECT + " where d.id < :before" + some
                            + " order by d.id desc fetch first :limit rows only")
                    .bind("before", before)
                    .bind("limit", limit);
            state.ifPresent(wanted -> query.bind("state", wanted.name()));
            return query.map(DeliveryRow::read).list();
        });
    }

    /** How many deliveries are in each state; states without one count 0. */
    @Transactional
    public Map<DeliveryState, Long> counts() {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        for (DeliveryState state : DeliveryState.values()) {
            counts.put(state, 0L);
        }
        database.jdbi().useHandle(handle -> handle.createQuery("select state, count(*) from delivery group by state")
                .map((row, context) -> Map.entry(DeliveryState.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(count -> counts.put(count.getKey(), count.getValue())));
        return counts;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR - 1) + "…";
    }
}
