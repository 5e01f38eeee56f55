package mailroom.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import mailroom.database.Database;
import mailroom.outbound.RecipientState;
import mailroom.outbound.Submissions;
import mailroom.routing.Deliveries;
import mailroom.routing.DeliveryState;

/** How much waits: rows for what the rows are the state of, the broker's own count for notifications not yet taken. */
@ApplicationScoped
@Transactional
public class QueueDepths {

    private static final String QUEUE_MBEAN = "WebSphere:feature=wasJmsServer,type=Queue,name=";
    private static final String NOTIFICATIONS = "mailroom.notifications";

    private static final String REFUSED = "mailroom.refused";

    private final Database database;
    private final Deliveries deliveries;
    private final Submissions submissions;

    QueueDepths() {
        this(null, null, null);
    }

    @Inject
    public QueueDepths(Database database, Deliveries deliveries, Submissions submissions) {
        this.database = database;
        this.deliveries = deliveries;
        this.submissions = submissions;
    }

    public long deliveries() {
        return deliveries.counts().get(DeliveryState.WAITING);
    }

    public long submissions() {
        Map<RecipientState, Long> counts = submissions.counts();
        return counts.get(RecipientState.QUEUED) + counts.get(RecipientState.DEFERRED);
    }

    public long archiveBytes() {
        return count("select coalesce(sum(committed_length), 0) from segment");
    }

    private long count(String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    /** @throws IllegalStateException if the messaging engine does not run */
    public long notifications() {
        return depth(NOTIFICATIONS);
    }

    /** What the broker gave up and no incident tells yet; throws as {@link #notifications()}. */
    public long refused() {
        return depth(REFUSED);
    }

    private static long depth(String name) {
        try {
            ObjectName queue = new ObjectName(QUEUE_MBEAN + name);
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(queue, "Depth")).longValue();
        } catch (JMException e) {
            throw new IllegalStateException("the messaging engine does not say how deep its queues are", e);
        }
    }
}
