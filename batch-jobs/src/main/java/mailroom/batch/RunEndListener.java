package mailroom.batch;

import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Tells the mailbox's run that its execution is over, so that the next wake starts another. */
@Named
@Dependent
public class RunEndListener extends AbstractJobListener {

    private final Runs runs;
    private final JobContext job;

    @Inject
    public RunEndListener(Runs runs, JobContext job) {
        this.runs = runs;
        this.job = job;
    }

    @Override
    public void afterJob() {
        String mailbox = job.getProperties().getProperty(Runs.MAILBOX);
        BatchStatus status = job.getBatchStatus();
        runs.ended(job.getJobName(), mailbox, job.getExecutionId(), status);
    }
}
