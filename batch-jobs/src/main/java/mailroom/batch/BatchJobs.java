package mailroom.batch;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import mailroom.batch.engine.BatchEngine;
import mailroom.database.Database;
import mailroom.mail.MailState;
import mailroom.mail.Progress;
import mailroom.schedule.Jobs;
import mailroom.settings.SettingsChanged;

/** Mailroom's jobs on the Jakarta Batch engine. Which jobs and parameters exist is written here, not asked of the engine. */
@ApplicationScoped
public class BatchJobs implements Jobs {

    private static final String ROUTE = "route";
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            ARCHIVE_MAIL, Set.of(Runs.MAILBOX),
            ROUTE_MAIL, Set.of(Runs.MAILBOX),
            REBUILD_LEDGER, Set.of(ROUTE));

    private final BatchEngine engine;
    private final Runs runs;
    private final Database database;
    private final Progress progress;

    BatchJobs() {
        this(null, null, null, null);
    }

    @Inject
    public BatchJobs(BatchEngine engine, Runs runs, Database database, Progress progress) {
        this.engine = engine;
        this.runs = runs;
        this.database = database;
        this.progress = progress;
    }

    @Override
    public void wake(String mailbox) {
        runs.wake(ARCHIVE_MAIL, mailbox);
        runs.wake(ROUTE_MAIL, mailbox);
    }

    @Override
    public void wakeAll() {
        restart(engine.takeOver());
        runs.all().forEach(this::noticeEnd);
        progress.mailboxesWith(MailState.RECEIVED).forEach(mailbox -> runs.wake(ARCHIVE_MAIL, mailbox));
        Set<String> toRoute = new TreeSet<>(progress.mailboxesWith(MailState.ARCHIVED));
        toRoute.addAll(names("select distinct mailbox from further_routing"));
        toRoute.forEach(mailbox -> runs.wake(ROUTE_MAIL, mailbox));
    }

    private List<String> names(String query) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    /** An execution that is stopped before it began has no listener to tell its end. */
    private void noticeEnd(Run run) {
        OptionalLong running = run.execution();
        if (running.isPresent()) {
            BatchStatus status =
                    engine.operator().getJobExecution(running.getAsLong()).getBatchStatus();
            if (status == BatchStatus.STOPPED || status == BatchStatus.FAILED || status == BatchStatus.COMPLETED) {
                runs.ended(run.job(), run.mailbox(), running.getAsLong(), status);
            }
        }
    }

    void settingsChanged(@ObservesAsync SettingsChanged change) {
        wakeAll();
    }

    /** Restarts what this server's last start left behind, then looks for work that lost its wake. */
    void recover() {
        restart(engine.leftBehind());
        wakeAll();
    }

    private void restart(List<Long> left) {
        left.forEach(id -> execution(id).ifPresent(this::restartLeft));
    }

    private void restartLeft(Execution left) {
        String mailbox = left.parameters().get(Runs.MAILBOX);
        if (mailbox != null) {
            runs.restart(left.job(), mailbox, left.executionId());
        } else {
            runs.hold(left.job().equals(REBUILD_LEDGER));
            engine.operator().restart(left.executionId(), properties(left.parameters()));
        }
    }

    @Override
    public Execution start(String job, Map<String, String> parameters) {
        Set<String> allowed = PARAMETERS.get(job);
        if (allowed == null) {
            throw new IllegalArgumentException(
                    "there is no job " + job + "; there are " + new TreeSet<>(PARAMETERS.keySet()));
        }
        if (!allowed.containsAll(parameters.keySet())) {
            throw new IllegalArgumentException("the job " + job + " takes the parameters " + allowed + ", not "
                    + new TreeSet<>(parameters.keySet()));
        }
        if (!allowed.contains(Runs.MAILBOX)) {
            refuseSecond(job);
            return present(engine.operator().start(job, properties(parameters)));
        }
        return startFor(job, parameters.get(Runs.MAILBOX));
    }

    private void refuseSecond(String job) {
        for (String status : List.of("STARTING", "STARTED", "STOPPING")) {
            if (!executions(Optional.of(job), Optional.of(status), 1).isEmpty()) {
                throw new IllegalStateException("the job " + job + " runs already");
            }
        }
    }

    private Execution startFor(String job, String mailbox) {
        if (mailbox == null || mailbox.isBlank()) {
            throw new IllegalArgumentException("the job " + job + " needs the parameter " + Runs.MAILBOX);
        }
        Run run = runs.of(job, mailbox);
        if (run.want()) {
            runs.launch(run);
        }
        OptionalLong latest = run.latest();
        if (latest.isEmpty()) {
            throw new IllegalStateException("the job " + job + " of mailbox " + mailbox + " is just being started");
        }
        return present(latest.getAsLong());
    }

    @Override
    public Execution stop(long executionId) {
        Execution execution = present(executionId);
        try {
            engine.operator().stop(executionId);
        } catch (BatchRuntimeException e) {
            throw new IllegalStateException(
                    "execution " + executionId + " does not run, it is " + execution.status(), e);
        }
        return present(executionId);
    }

    @Override
    public Execution restart(long executionId) {
        Execution execution = present(executionId);
        if (!Set.of("FAILED", "STOPPED").contains(execution.status())) {
            throw new IllegalStateException("execution " + executionId + " is " + execution.status()
                    + "; only a FAILED or STOPPED one can be restarted");
        }
        String mailbox = execution.parameters().get(Runs.MAILBOX);
        if (mailbox == null) {
            return restarted(executionId, execution);
        }
        Run run = runs.of(execution.job(), mailbox);
        if (!run.wantRestart(executionId)) {
            throw new IllegalStateException(execution.job() + " of mailbox " + mailbox + " runs already");
        }
        runs.launch(run);
        return present(run.latest().orElse(executionId));
    }

    private Execution restarted(long executionId, Execution execution) {
        try {
            return present(engine.operator().restart(executionId, properties(execution.parameters())));
        } catch (BatchRuntimeException e) {
            throw new IllegalStateException("execution " + executionId + " cannot be restarted: " + e.getMessage(), e);
        }
    }

    private Execution present(long executionId) {
        return execution(executionId)
                .orElseThrow(() -> new IllegalStateException("there is no execution " + executionId));
    }

    private static Properties properties(Map<String, String> parameters) {
        Properties properties = new Properties();
        parameters.forEach(properties::setProperty);
        return properties;
    }

    @Override
    public Optional<Execution> execution(long executionId) {
        return engine.executions().find(executionId);
    }

    @Override
    public List<Execution> executions(Optional<String> job, Optional<String> status, long before, int limit) {
        return engine.executions().list(job, status, before, limit);
    }

    @Override
    public int purge(Instant endedBefore) {
        return engine.executions().purge(endedBefore);
    }
}
