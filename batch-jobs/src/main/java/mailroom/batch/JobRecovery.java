package mailroom.batch;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Takes up, at the start, the executions of jobs that an earlier run of this server left unfinished. */
@Startup
@Singleton
@DependsOn("BatchEngine")
@TransactionManagement(TransactionManagementType.BEAN)
public class JobRecovery {

    @Inject
    BatchJobs jobs;

    @PostConstruct
    void start() {
        jobs.recover();
    }
}
