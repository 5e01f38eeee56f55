package mailroom.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.batch.runtime.BatchStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mailroom.database.Database;
import mailroom.lists.Timing;
import mailroom.schedule.Jobs.Execution;
import org.junit.jupiter.api.Test;

/**
 * Every list of executions takes the same short time however many there are: of all jobs, of one, in a status, and of jobs
 * that ran long ago alone. System property {@code mailroom.lists.executions}; each page has 50 rows.
 */
abstract class JobListContract {

    private static final int EXECUTIONS = Integer.getInteger("mailroom.lists.executions", 40_000);
    private static final int PAGE = 50;
    private static final int FAR = EXECUTIONS < 100_000 ? 200 : 1000;
    private static final int OLD = 100;
    /** As for the other lists: what it must notice, a sort or a scan, takes far longer. */
    private static final Duration P95_MAX = Duration.ofMillis(EXECUTIONS < 100_000 ? 200 : 50);

    private final Timing timing = new Timing();

    abstract Database database();

    @Test
    void everyPageTakesTheSameShortTimeAtManyExecutions() {
        write();
        JobExecutions executions = new JobExecutions(database());
        for (String job : List.of("", "archive-mail", "rebuild-ledger", "no-such-job")) {
            for (String status : List.of("", "COMPLETED", "FAILED", "STARTED", "ABANDONED")) {
                measure(executions, job, status);
            }
        }
        assertThat(timing.slow(EXECUTIONS + " executions")).isEmpty();
    }

    private void measure(JobExecutions executions, String job, String status) {
        Optional<String> wantedJob = Optional.of(job).filter(name -> !name.isEmpty());
        Optional<String> wantedStatus = Optional.of(status).filter(name -> !name.isEmpty());
        String name = "jobs: " + (job + " " + status).strip();
        long before = Long.MAX_VALUE;
        for (int page = 1; page <= FAR; page++) {
            long place = before;
            Supplier<List<Execution>> list = () -> executions.list(wantedJob, wantedStatus, place, PAGE);
            List<Execution> found = list.get();
            requireMeeting(found, wantedJob, wantedStatus);
            boolean last = found.size() < PAGE || page == FAR;
            if (page == 1 || last) {
                timing.measure(name + ", page " + page, P95_MAX, list);
            }
            if (last) {
                return;
            }
            before = found.get(PAGE - 1).executionId();
        }
    }

    private static void requireMeeting(List<Execution> found, Optional<String> job, Optional<String> status) {
        List<Long> ids = new ArrayList<>();
        for (Execution execution : found) {
            ids.add(execution.executionId());
            job.ifPresent(name -> assertThat(execution.job()).isEqualTo(name));
            status.ifPresent(name -> assertThat(execution.status()).isEqualTo(name));
        }
        assertThat(ids).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    /** A job that ran long ago alone, then two that take turns; few of them failed, the newest runs. */
    private void write() {
        database().jdbi().useTransaction(handle -> {
            var instances =
                    handle.prepareBatch("insert into job_instance (jobname, applicationname) values (?, 'mailroom')");
            var executions =
                    handle.prepareBatch("insert into job_execution (jobinstanceid, job, batchstatus, exitstatus)"
                            + " values (?, ?, ?, 'as the status')");
            var steps = handle.prepareBatch("insert into step_execution (jobexecutionid, stepname, batchstatus) values"
                    + " (?, 'step', 'COMPLETED')");
            for (int number = 1; number <= EXECUTIONS; number++) {
                instances.add(job(number));
                executions.add(number, job(number), status(number).name());
                steps.add(number);
                if (number % 5000 == 0 || number == EXECUTIONS) {
                    instances.execute();
                    executions.execute();
                    steps.execute();
                }
            }
        });
    }

    private static String job(int number) {
        return number <= OLD ? "rebuild-ledger" : number % 2 == 0 ? "archive-mail" : "route-mail";
    }

    private static BatchStatus status(int number) {
        return number == EXECUTIONS
                ? BatchStatus.STARTED
                : number % 1009 == 0 ? BatchStatus.FAILED : BatchStatus.COMPLETED;
    }
}
