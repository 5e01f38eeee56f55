package mailroom.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The batch jobs as the rest of Mailroom sees them; batch-jobs implements it on the Jakarta Batch runtime. */
public interface Jobs {

    String ARCHIVE_MAIL = "archive-mail";
    String ROUTE_MAIL = "route-mail";
    String REBUILD_LEDGER = "rebuild-ledger";

    /**
     * There is work for this mailbox: runs archive-mail and then route-mail until nothing is left. Calls while they run
     * coalesce into one further look; returns at once.
     */
    void wake(String mailbox);

    /** All mailboxes with work left; the safety net of a timer, and what follows a start. */
    void wakeAll();

    /**
     * Starts a job by name.
     *
     * @throws IllegalArgumentException for a job or parameter that does not exist; the message names what is allowed
     */
    Execution start(String job, Map<String, String> parameters);

    /** @throws IllegalStateException if it does not run */
    Execution stop(long executionId);

    /** @throws IllegalStateException if it is neither stopped nor failed */
    Execution restart(long executionId);

    Optional<Execution> execution(long executionId);

    /** The newest first; empty filters take all. */
    default List<Execution> executions(Optional<String> job, Optional<String> status, int limit) {
        return executions(job, status, Long.MAX_VALUE, limit);
    }

    /**
     * Lists the newest first.
     *
     * @param before the id of the last one already seen; {@link Long#MAX_VALUE} begins
     */
    List<Execution> executions(Optional<String> job, Optional<String> status, long before, int limit);

    /** Removes ended executions from the repository that ended before then; returns how many. */
    int purge(Instant endedBefore);

    /** One run of a job, with Jakarta Batch's own names for status and metrics. */
    record Execution(
            long executionId,
            String job,
            Map<String, String> parameters,
            String status,
            Optional<String> exitStatus,
            Optional<Instant> started,
            Optional<Instant> ended,
            List<Step> steps) {}

    record Step(
            String name,
            String status,
            Optional<String> exitStatus,
            Optional<Instant> started,
            Optional<Instant> ended,
            Map<String, Long> counts) {}
}
