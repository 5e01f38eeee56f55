package mailroom.batch;

import jakarta.batch.api.listener.JobListener;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import mailroom.schedule.Jobs;

/** No mail is archived or routed by the other jobs while the ledger is made again. */
@Named
@Dependent
public class RebuildGate implements JobListener {

    private final Runs runs;
    private final Jobs jobs;

    @Inject
    public RebuildGate(Runs runs, Jobs jobs) {
        this.runs = runs;
        this.jobs = jobs;
    }

    @Override
    public void beforeJob() {
        runs.hold(true);
    }

    @Override
    public void afterJob() {
        runs.hold(false);
        jobs.wakeAll();
    }
}
