package mailroom.routing;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.database.Database;
import mailroom.database.FallingIds;
import mailroom.database.StateCounts;
import mailroom.mail.Queues;
import org.jdbi.v3.core.Handle;

/** The deliveries of routed mail: what is asked for, what there is. {@link DeliveryClaims} has the attempts at them. */
@ApplicationScoped
public class Deliveries {

    private static final int MAILS_A_QUERY = 200;

    private final Database database;
    private final Queues queues;
    private final Clock clock;
    private final StateCounts counts;

    Deliveries() {
        this(null, null, null);
    }

    @Inject
    public Deliveries(Database database, Queues queues) {
        this(database, queues, Clock.systemUTC());
    }

    public Deliveries(Database database, Queues queues, Clock clock) {
        this.database = database;
        this.queues = queues;
        this.clock = clock;
        counts = new StateCounts(database, "delivery");
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
        return handle.createQuery(DeliveryMapper.SELECT + " where d.mail_id in (<mails>) order by d.id")
                .bindList("mails", List.copyOf(mails))
                .map(DeliveryMapper::read)
                .list();
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

    @Transactional
    public Optional<Delivery> find(long id) {
        return database.jdbi().withHandle(handle -> DeliveryMapper.find(handle, id));
    }

    /**
     * Lists the newest first.
     *
     * @param before the id of the last one already seen; {@link Long#MAX_VALUE} begins
     */
    @Transactional
    public List<Delivery> list(Optional<DeliveryState> state, long before, int limit) {
        return database.jdbi().withHandle(handle -> FallingIds.all()
                .first(
                        limit,
                        FallingIds.start(handle, "delivery", "id", before),
                        (low, high, most) -> FallingIds.range(
                                handle,
                                "select id from delivery where id >= :low and id < :high"
                                        + (state.isPresent() ? " and state = :wanted" : ""),
                                low,
                                high,
                                most,
                                state.map(DeliveryState::name)))
                .ids()
                .stream()
                .flatMap(id -> DeliveryMapper.find(handle, id).stream())
                .toList());
    }

    /** How many deliveries are in each state, as {@link StateCounts} says; states without one count 0. */
    public Map<DeliveryState, Long> counts() {
        return counts.of(DeliveryState.class);
    }
}
