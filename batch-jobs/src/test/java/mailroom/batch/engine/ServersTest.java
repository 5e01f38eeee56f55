package mailroom.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mailroom.EmbeddedDerby;
import mailroom.MovableClock;
import mailroom.schedule.Jobs.Execution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServersTest {

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();
    private final MovableClock clock = new MovableClock("2026-01-01T00:00:00Z");
    private final Servers first = server("first");
    private final Servers second = server("second");

    @AfterEach
    void removeRows() {
        for (String table : List.of("job_instance", "batch_server")) {
            DERBY.database().jdbi().useHandle(handle -> handle.execute("delete from " + table));
        }
    }

    @AfterAll
    static void close() {
        DERBY.close();
    }

    @Test
    void leavesAloneWhatALiveServerRuns() {
        first.beat();
        long running = execution("STARTED");
        first.own(running);
        second.beat();
        assertThat(second.takeOverOwn()).isEmpty();
        assertThat(second.takeOverFromTheDead()).isEmpty();
        clock.pass(Servers.LEASE.minusMillis(1));
        assertThat(second.takeOverFromTheDead()).isEmpty();
        assertThat(first.unfinishedHere()).containsExactly(running);
        assertThat(second.unfinishedHere()).isEmpty();
    }

    @Test
    void namesTheJobInTheExecutionsRowForLists() {
        long running = execution("STARTED");
        first.own(running);
        assertThat(new JobExecutions(DERBY.database())
                        .list(Optional.of("archive-mail"), Optional.of("STARTED"), Long.MAX_VALUE, 9))
                .extracting(Execution::executionId)
                .containsExactly(running);
    }

    @Test
    void takesOverWhatADeadServerLeftOnceItsLeaseIsOver() {
        first.beat();
        long running = execution("STARTED");
        long stopping = execution("STOPPING");
        long completed = execution("COMPLETED");
        first.own(running);
        first.own(stopping);
        first.own(completed);
        clock.pass(Servers.LEASE.plusMillis(1));
        assertThat(second.takeOverFromTheDead()).containsExactly(running, stopping);
        assertThat(status(running)).isEqualTo("FAILED");
        assertThat(status(completed)).isEqualTo("COMPLETED");
        assertThat(server("third").takeOverFromTheDead()).isEmpty();
    }

    @Test
    void takesUpAtOnceWhatItsLastStartLeft() {
        first.beat();
        long running = execution("STARTED");
        first.own(running);
        assertThat(server("first").takeOverOwn()).containsExactly(running);
        assertThat(first.unfinishedHere()).isEmpty();
    }

    @Test
    void takesOverWhatNobodyOwnsOnceItIsOlderThanALease() {
        long unowned = execution("STARTING");
        assertThat(first.takeOverFromTheDead()).isEmpty();
        clock.pass(Servers.LEASE.plusMillis(1));
        assertThat(first.takeOverFromTheDead()).containsExactly(unowned);
    }

    @Test
    void givesTheOthersTheirTurnAfterItWasAway() {
        assertThat(first.beat()).isTrue();
        clock.pass(Servers.LEASE);
        assertThat(first.beat()).isFalse();
        clock.pass(Duration.ofSeconds(30));
        assertThat(first.beat()).isTrue();
    }

    private Servers server(String name) {
        return new Servers(DERBY.database(), name, clock);
    }

    private long execution(String status) {
        return DERBY.database().jdbi().withHandle(handle -> {
            handle.execute("insert into job_instance (jobname, applicationname) values ('archive-mail', 'mailroom')");
            handle.createUpdate("insert into job_execution (jobinstanceid, createtime, batchstatus)"
                            + " values ((select max(jobinstanceid) from job_instance), :created, :status)")
                    .bind("created", Timestamp.from(clock.instant()))
                    .bind("status", status)
                    .execute();
            return handle.createQuery("select max(jobexecutionid) from job_execution")
                    .mapTo(Long.class)
                    .one();
        });
    }

    private String status(long execution) {
        return DERBY.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select batchstatus from job_execution where jobexecutionid = :id")
                .bind("id", execution)
                .mapTo(String.class)
                .one());
    }
}
