package mailroom.batch;

import jakarta.batch.api.listener.AbstractStepListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import mailroom.archive.ArchiveHeld;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;

/**
 * Writes down why a mailbox's job stands still, once for each row of failures; the chunk is rolled back by then and its
 * mails wait for the restart.
 */
@Named
@Dependent
public class StepFailure extends AbstractStepListener {

    private static final System.Logger LOG = System.getLogger(StepFailure.class.getName());

    private final Runs runs;
    private final Incidents incidents;
    private final JobContext job;
    private final StepContext step;

    @Inject
    public StepFailure(Runs runs, Incidents incidents, JobContext job, StepContext step) {
        this.runs = runs;
        this.incidents = incidents;
        this.job = job;
        this.step = step;
    }

    @Override
    public void afterStep() {
        String mailbox = job.getProperties().getProperty(Runs.MAILBOX);
        if (step.getException() != null && !runs.of(job.getJobName(), mailbox).isFailing()) {
            record(mailbox, step.getException());
        }
    }

    private void record(String mailbox, Exception problem) {
        Optional<ArchiveHeld> held = held(problem);
        try {
            incidents.record(
                    held.isPresent() ? IncidentKind.ARCHIVE_HELD : IncidentKind.JOB_FAILED,
                    Optional.of(mailbox),
                    job.getJobName() + " of mailbox " + mailbox,
                    held.map(ArchiveHeld::getMessage).orElse("the job failed; the log has it"));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the failure of {0} cannot be written down: {1}", job.getJobName(), e);
        }
    }

    private static Optional<ArchiveHeld> held(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArchiveHeld found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
