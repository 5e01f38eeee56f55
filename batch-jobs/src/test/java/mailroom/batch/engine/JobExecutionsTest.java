package mailroom.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mailroom.EmbeddedDerby;
import mailroom.schedule.Jobs.Execution;
import org.jberet.repository.JdbcRepository;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobExecutionsTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final EmbeddedDerby derby = new EmbeddedDerby();
    private final JobExecutions executions = new JobExecutions(derby.database());

    @AfterEach
    void drop() {
        derby.close();
    }

    @Test
    void isWhatTheEngineFindsInsteadOfCreatingTables() {
        assertThat(new JdbcRepository(derby.database().dataSource()).getJobInstances(null))
                .isEmpty();
    }

    @Test
    void showsParametersAndCounts() {
        insert("archive-mail", "COMPLETED", LONG_AGO);
        Execution execution = executions.find(1).orElseThrow();
        assertThat(execution.parameters()).containsEntry("mailbox", "sales");
        assertThat(execution.ended()).contains(LONG_AGO);
        assertThat(execution.steps()).singleElement().satisfies(step -> assertThat(step.counts())
                .containsEntry("READ_COUNT", 12L));
    }

    @Test
    void purgesWhatEndedBeforeThenAndKeepsTheRest() {
        for (int i = 0; i < JobExecutions.PURGED_AT_ONCE + 3; i++) {
            insert("archive-mail", "COMPLETED", LONG_AGO);
        }
        insert("archive-mail", "STARTED", null);
        insert("archive-mail", "COMPLETED", LONG_AGO.plusSeconds(3600));
        assertThat(executions.purge(LONG_AGO.plusSeconds(60))).isEqualTo(JobExecutions.PURGED_AT_ONCE + 3);
        assertThat(executions.list(Optional.of("archive-mail"), Optional.empty(), Long.MAX_VALUE, 10))
                .hasSize(2);
    }

    @Test
    void listsTheNewestFirstByJobAndStatus() {
        insert("rebuild-ledger", "FAILED", LONG_AGO);
        insert("archive-mail", "COMPLETED", LONG_AGO);
        insert("archive-mail", "FAILED", LONG_AGO);
        insert("archive-mail", "STARTED", null);
        assertThat(ids(Optional.empty(), Optional.empty())).containsExactly(4L, 3L, 2L, 1L);
        assertThat(ids(Optional.of("archive-mail"), Optional.empty())).containsExactly(4L, 3L, 2L);
        assertThat(ids(Optional.empty(), Optional.of("FAILED"))).containsExactly(3L, 1L);
        assertThat(ids(Optional.of("rebuild-ledger"), Optional.of("FAILED"))).containsExactly(1L);
        assertThat(ids(Optional.of("route-mail"), Optional.empty())).isEmpty();
    }

    @Test
    void aPageWithManyExecutionsAsksTheDatabaseAsOftenAsOneWithFew() {
        for (int i = 0; i < 50; i++) {
            insert("archive-mail", "COMPLETED", LONG_AGO);
        }
        assertThat(questionsOf(50)).isEqualTo(questionsOf(2));
        assertThat(executions.list(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 50))
                .hasSize(50)
                .allSatisfy(execution -> assertThat(execution.steps()).hasSize(1));
    }

    private int questionsOf(int limit) {
        AtomicInteger questions = new AtomicInteger();
        derby.database().jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                questions.incrementAndGet();
            }
        });
        executions.list(Optional.empty(), Optional.empty(), Long.MAX_VALUE, limit);
        return questions.get();
    }

    private List<Long> ids(Optional<String> job, Optional<String> status) {
        return executions.list(job, status, Long.MAX_VALUE, 10).stream()
                .map(Execution::executionId)
                .toList();
    }

    private void insert(String job, String status, Instant ended) {
        Timestamp end = ended == null ? null : Timestamp.from(ended);
        derby.database().jdbi().useHandle(handle -> {
            handle.execute("insert into job_instance (jobname, applicationname) values (?, 'mailroom')", job);
            long instance = handle.createQuery("select max(jobinstanceid) from job_instance")
                    .mapTo(Long.class)
                    .one();
            handle.createUpdate("insert into job_execution (jobinstanceid, job, createtime, endtime, batchstatus,"
                            + " jobparameters) values (:instance, :job, :created, :ended, :status, :parameters)")
                    .bind("job", job)
                    .bind("instance", instance)
                    .bind("created", Timestamp.from(LONG_AGO))
                    .bind("ended", end)
                    .bind("status", status)
                    .bind("parameters", "mailbox = sales\n")
                    .execute();
            List<Long> executions = handle.createQuery("select max(jobexecutionid) from job_execution")
                    .mapTo(Long.class)
                    .list();
            handle.execute(
                    "insert into step_execution (jobexecutionid, stepname, batchstatus, readcount)"
                            + " values (?, 'archive', ?, 12)",
                    executions.get(0),
                    status);
        });
    }
}
