package mailroom.batch.engine;

import jakarta.batch.runtime.BatchStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mailroom.database.Database;
import mailroom.database.FallingIds;
import mailroom.schedule.Jobs.Execution;
import mailroom.schedule.Jobs.Step;
import org.jdbi.v3.core.Handle;

/** JBeret's tables, read in one query and purged; the engine itself never deletes a row. */
public final class JobExecutions {

    /** Job instances that one transaction of {@link #purge} removes. */
    static final int PURGED_AT_ONCE = 500;

    private static final int LONGEST_LIST = 1000;
    private static final String UNFINISHED = "('STARTING', 'STARTED', 'STOPPING')";
    private static final String EXECUTION = "select e.jobexecutionid, i.jobname, e.jobparameters, e.batchstatus,"
            + " e.exitstatus, e.starttime, e.endtime from job_execution e"
            + " join job_instance i on i.jobinstanceid = e.jobinstanceid";
    private static final Map<String, String> COUNTS = counts();

    private final Database database;

    public JobExecutions(Database database) {
        this.database = database;
    }

    private static Map<String, String> counts() {
        Map<String, String> counts = new LinkedHashMap<>();
        List.of("READ", "WRITE", "COMMIT", "ROLLBACK", "READ_SKIP", "PROCESS_SKIP", "FILTER", "WRITE_SKIP")
                .forEach(name -> counts.put(name + "_COUNT", name.replace("_", "") + "COUNT"));
        return counts;
    }

    public Optional<Execution> find(long id) {
        return database.jdbi().withHandle(handle -> find(handle, id));
    }

    private static Optional<Execution> find(Handle handle, long id) {
        return found(handle, List.of(id)).stream().findFirst();
    }

    /** The highest id first, asked for together: a page costs as many questions to the database as one execution does. */
    private static List<Execution> found(Handle handle, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Step>> steps = steps(handle, ids);
        return handle.createQuery(EXECUTION + " where e.jobexecutionid in (<ids>) order by e.jobexecutionid desc")
                .bindList("ids", ids)
                .map((row, context) -> read(row, steps.getOrDefault(row.getLong("jobexecutionid"), List.of())))
                .list();
    }

    private static Map<Long, List<Step>> steps(Handle handle, List<Long> ids) {
        Map<Long, List<Step>> steps = new HashMap<>();
        handle.createQuery("select * from step_execution where jobexecutionid in (<ids>) order by stepexecutionid")
                .bindList("ids", ids)
                .map((row, context) -> steps.computeIfAbsent(
                                row.getLong("jobexecutionid"), execution -> new ArrayList<>())
                        .add(step(row)))
                .list();
        return steps;
    }

    /**
     * Lists the newest first.
     *
     * @param before the id of the last one already seen; {@link Long#MAX_VALUE} begins
     */
    public List<Execution> list(Optional<String> job, Optional<String> status, long before, int limit) {
        return database.jdbi()
                .withHandle(handle -> found(
                        handle,
                        FallingIds.all()
                                .first(
                                        Math.max(1, Math.min(limit, LONGEST_LIST)),
                                        FallingIds.start(handle, "job_execution", "jobexecutionid", before),
                                        (low, high, most) -> ids(handle, job, status, low, high, most))
                                .ids()));
    }

    /** An index has the executions of a job in one status, and those of any job in one status, in their order. */
    private static Optional<List<Long>> ids(
            Handle handle, Optional<String> job, Optional<String> status, long low, long high, int most) {
        if (job.isEmpty() || status.isPresent()) {
            return range(handle, job, status, low, high, most);
        }
        List<Long> ids = new ArrayList<>();
        for (BatchStatus each : BatchStatus.values()) {
            Optional<List<Long>> some = range(handle, job, Optional.of(each.name()), low, high, most);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            ids.addAll(some.get());
        }
        return Optional.of(ids);
    }

    private static Optional<List<Long>> range(
            Handle handle, Optional<String> job, Optional<String> status, long low, long high, int most) {
        var query = handle.createQuery("select jobexecutionid from job_execution where jobexecutionid >= :low"
                        + " and jobexecutionid < :high" + (job.isPresent() ? " and job = :job" : "")
                        + (status.isPresent() ? " and batchstatus = :status" : "") + " fetch first :most rows only")
                .bind("low", low)
                .bind("high", high)
                .bind("most", most + 1);
        job.ifPresent(name -> query.bind("job", name));
        status.ifPresent(name -> query.bind("status", name));
        List<Long> ids = query.mapTo(Long.class).list();
        return ids.size() > most ? Optional.empty() : Optional.of(ids);
    }

    /** @return executions removed; their instance goes with the last of them */
    public int purge(Instant endedBefore) {
        int purged = 0;
        int some;
        do {
            some = purgeSome(Timestamp.from(endedBefore));
            purged += some;
        } while (some > 0);
        return purged;
    }

    private int purgeSome(Timestamp before) {
        return database.jdbi().withHandle(handle -> {
            List<Long> old = handle.createQuery("select i.jobinstanceid from job_instance i where exists"
                            + " (select 1 from job_execution e where e.jobinstanceid = i.jobinstanceid)"
                            + " and not exists (select 1 from job_execution e where e.jobinstanceid = i.jobinstanceid"
                            + " and (e.endtime is null or e.endtime >= :before or e.batchstatus in " + UNFINISHED
                            + ")) order by i.jobinstanceid fetch first " + PURGED_AT_ONCE + " rows only")
                    .bind("before", before)
                    .mapTo(Long.class)
                    .list();
            int executions = 0;
            for (long instance : old) {
                executions += handle.createUpdate("delete from job_execution where jobinstanceid = :id")
                        .bind("id", instance)
                        .execute();
                handle.createUpdate("delete from job_instance where jobinstanceid = :id")
                        .bind("id", instance)
                        .execute();
            }
            return executions;
        });
    }

    private static Execution read(ResultSet row, List<Step> steps) throws SQLException {
        return new Execution(
                row.getLong("jobexecutionid"),
                row.getString("jobname"),
                parameters(row.getString("jobparameters")),
                row.getString("batchstatus"),
                Optional.ofNullable(row.getString("exitstatus")),
                instant(row, "starttime"),
                instant(row, "endtime"),
                steps);
    }

    private static Step step(ResultSet row) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Map.Entry<String, String> count : COUNTS.entrySet()) {
            counts.put(count.getKey(), row.getLong(count.getValue()));
        }
        return new Step(
                row.getString("stepname"),
                row.getString("batchstatus"),
                Optional.ofNullable(row.getString("exitstatus")),
                instant(row, "starttime"),
                instant(row, "endtime"),
                counts);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Map<String, String> parameters(String stored) {
        if (stored == null) {
            return Map.of();
        }
        return stored.lines()
                .filter(line -> line.contains(" = "))
                .map(line -> line.split(" = ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
    }
}
