package mailroom.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import mailroom.EmbeddedDerby;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServersTest {

    private final EmbeddedDerby derby = new EmbeddedDerby();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Servers first = server("first");
    private final Servers second = server("second");

    @AfterEach
    void drop() {
        derby.close();
    }

    @Test
    void leavesAloneWhatALiveServerRuns() {
        first.beat();
        long running = execution("STARTED");
        first.own(running);
        second.beat();
        assertThat(second.takeOverOwn()).isEmpty();
        assertThat(second.takeOverFromTheDead()).isEmpty();
        pass(Servers.LEASE.minusMillis(1));
        assertThat(second.takeOverFromTheDead()).isEmpty();
        assertThat(first.unfinishedHere()).containsExactly(running);
        assertThat(second.unfinishedHere()).isEmpty();
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
        pass(Servers.LEASE.plusMillis(1));
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
        pass(Servers.LEASE.plusMillis(1));
        assertThat(first.takeOverFromTheDead()).containsExactly(unowned);
    }

    @Test
    void givesTheOthersTheirTurnAfterItWasAway() {
        assertThat(first.beat()).isTrue();
        pass(Servers.LEASE);
        assertThat(first.beat()).isFalse();
        pass(Duration.ofSeconds(30));
        assertThat(first.beat()).isTrue();
    }

    private Servers server(String name) {
        return new Servers(derby.database(), name, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private long execution(String status) {
        return derby.database().jdbi().withHandle(handle -> {
            handle.execute("insert into job_instance (jobname, applicationname) values ('archive-mail', 'mailroom')");
            handle.createUpdate("insert into job_execution (jobinstanceid, createtime, batchstatus)"
                            + " values ((select max(jobinstanceid) from job_instance), :created, :status)")
                    .bind("created", Timestamp.from(now))
                    .bind("status", status)
                    .execute();
            return handle.createQuery("select max(jobexecutionid) from job_execution")
                    .mapTo(Long.class)
                    .one();
        });
    }

    private String status(long execution) {
        return derby.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select batchstatus from job_execution where jobexecutionid = :id")
                .bind("id", execution)
                .mapTo(String.class)
                .one());
    }
}
