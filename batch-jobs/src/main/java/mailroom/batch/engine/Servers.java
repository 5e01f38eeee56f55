package mailroom.batch.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mailroom.database.Database;
import org.jdbi.v3.core.Handle;

/**
 * The servers on one database and the executions that each of them runs. A server's executions are its own as long as it
 * says within {@link #LEASE} that it lives; the servers' clocks must agree to within half of that.
 */
final class Servers {

    static final Duration LEASE = Duration.ofMinutes(2);
    /** A dead server's row is of no use once nothing of it is unfinished. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final String UNFINISHED = "('STARTING', 'STARTED', 'STOPPING')";
    private static final String EXECUTIONS = "select e.jobexecutionid from job_execution e"
            + " left join execution_owner o on o.jobexecutionid = e.jobexecutionid"
            + " left join batch_server s on s.id = o.server where e.batchstatus in " + UNFINISHED;

    private final Database database;
    private final String me;
    private final Clock clock;
    private Instant lastBeat = Instant.MIN;

    Servers(Database database, String me, Clock clock) {
        this.database = database;
        this.me = me;
        this.clock = clock;
    }

    /**
     * This server lives.
     *
     * @return false if it was away itself, or the database was: the others must have their turn before any counts as dead
     */
    synchronized boolean beat() {
        Instant now = clock.instant();
        write(now.toEpochMilli());
        boolean steady = lastBeat.equals(Instant.MIN)
                || lastBeat.plus(LEASE.dividedBy(2)).isAfter(now);
        lastBeat = now;
        return steady;
    }

    private void write(long now) {
        database.jdbi().useTransaction(handle -> {
            int known = handle.createUpdate("update batch_server set seen_at = :now where id = :me")
                    .bind("now", now)
                    .bind("me", me)
                    .execute();
            if (known == 0) {
                handle.createUpdate("insert into batch_server (id, seen_at) values (:me, :now)")
                        .bind("now", now)
                        .bind("me", me)
                        .execute();
            }
        });
    }

    /** From now on this server answers for the execution, and lists find it by its job. */
    void own(long execution) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("insert into execution_owner (jobexecutionid, server) values (:execution, :me)")
                    .bind("execution", execution)
                    .bind("me", me)
                    .execute();
            handle.createUpdate("update job_execution set job = (select i.jobname from job_instance i"
                            + " where i.jobinstanceid = job_execution.jobinstanceid) where jobexecutionid = :execution")
                    .bind("execution", execution)
                    .execute();
        });
    }

    List<Long> unfinishedHere() {
        return database.jdbi().withHandle(handle -> handle.createQuery(EXECUTIONS + " and o.server = :me")
                .bind("me", me)
                .mapTo(Long.class)
                .list());
    }

    /** Marks as FAILED what an earlier start of this server left behind; only before this one begins a job. */
    List<Long> takeOverOwn() {
        return database.jdbi().inTransaction(handle -> fail(handle, unfinishedHere()));
    }

    /**
     * Marks as FAILED what dead servers left behind, so that it can be restarted here. Of two servers that take over at
     * the same time each execution goes to one.
     */
    List<Long> takeOverFromTheDead() {
        Instant dead = clock.instant().minus(LEASE);
        return database.jdbi().inTransaction(handle -> {
            List<Long> left = handle.createQuery(
                            EXECUTIONS + " and ("
                                    + "(o.server is null and (e.createtime is null or e.createtime < :before))"
                                    + " or (o.server <> :me and (s.id is null or s.seen_at < :dead))) order by e.jobexecutionid")
                    .bind("before", Timestamp.from(dead))
                    .bind("me", me)
                    .bind("dead", dead.toEpochMilli())
                    .mapTo(Long.class)
                    .list();
            handle.createUpdate("delete from batch_server where seen_at < :forgotten")
                    .bind("forgotten", clock.instant().minus(FORGOTTEN_AFTER).toEpochMilli())
                    .execute();
            return fail(handle, left);
        });
    }

    private List<Long> fail(Handle handle, List<Long> executions) {
        return executions.stream()
                .filter(id -> fail(handle, id, "update job_execution") == 1)
                .peek(id -> fail(handle, id, "update step_execution"))
                .toList();
    }

    private int fail(Handle handle, long id, String update) {
        return handle.createUpdate(update + " set batchstatus = 'FAILED', exitstatus = 'FAILED',"
                        + " endtime = :now where jobexecutionid = :id and batchstatus in " + UNFINISHED)
                .bind("now", Timestamp.from(clock.instant()))
                .bind("id", id)
                .execute();
    }
}
