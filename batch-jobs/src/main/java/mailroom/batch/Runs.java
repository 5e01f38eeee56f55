package mailroom.batch;

import jakarta.annotation.Resource;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mailroom.batch.engine.BatchEngine;

/** The runs of all mailboxes, two for each, so that a wake never starts a second execution beside the first. */
@ApplicationScoped
public class Runs {

    public static final String MAILBOX = "mailbox";

    private static final System.Logger LOG = System.getLogger(Runs.class.getName());

    private record Key(String job, String mailbox) {}

    private final ConcurrentMap<Key, Run> runs = new ConcurrentHashMap<>();
    private final BatchEngine engine;

    private volatile boolean held;

    @Resource
    ManagedScheduledExecutorService managed;

    private ScheduledExecutorService executor;

    Runs() {
        this(null);
    }

    @Inject
    public Runs(BatchEngine engine) {
        this.engine = engine;
    }

    Runs(BatchEngine engine, ScheduledExecutorService executor) {
        this(engine);
        this.executor = executor;
    }

    private ScheduledExecutorService executor() {
        return executor == null ? managed : executor;
    }

    /** While held no run finds work; what it is woken for waits until then. */
    void hold(boolean on) {
        held = on;
    }

    public boolean isHeld() {
        return held;
    }

    /** The mails that wait for a job of a mailbox; each look of the step is one into the rows. */
    public <T> PendingMails<T> pending(String job, String mailbox, Supplier<List<T>> look) {
        return new PendingMails<>(of(job, mailbox), look, engine::isCrowded);
    }

    Run of(String job, String mailbox) {
        return runs.computeIfAbsent(new Key(job, mailbox), key -> new Run(job, mailbox));
    }

    Collection<Run> all() {
        return runs.values();
    }

    /** Returns at once; the execution is started by another thread, outside the caller's transaction. */
    public void wake(String job, String mailbox) {
        if (held) {
            return;
        }
        Run run = of(job, mailbox);
        if (run.want()) {
            later(run, 0);
        }
    }

    void restart(String job, String mailbox, long left) {
        Run run = of(job, mailbox);
        if (run.wantRestart(left)) {
            later(run, 0);
        }
    }

    private void later(Run run, long pauseMillis) {
        try {
            executor().schedule(() -> launch(run), pauseMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            run.rest();
        }
    }

    /** Starts the run's execution, or restarts the one that failed. */
    void launch(Run run) {
        if (!engine.isOpen()) {
            run.rest();
            return;
        }
        try {
            run.started(start(run));
        } catch (BatchRuntimeException | IllegalStateException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} of mailbox {1} did not start: {2}", run.job(), run.mailbox(), e);
            follow(run, run.notStarted());
        }
    }

    /** One after the other: two first inserts into one table at a time make Derby refuse one of them (40XL1). */
    private synchronized long start(Run run) {
        JobOperator operator = engine.operator();
        Properties parameters = new Properties();
        parameters.setProperty(MAILBOX, run.mailbox());
        OptionalLong failed = run.toRestart();
        return failed.isPresent()
                ? operator.restart(failed.getAsLong(), parameters)
                : operator.start(run.job(), parameters);
    }

    void ended(String job, String mailbox, long execution, BatchStatus status) {
        Run run = of(job, mailbox);
        switch (status) {
            case FAILED, ABANDONED -> follow(run, run.failed(execution));
            case STOPPED, STOPPING -> run.stopped(execution);
            default -> follow(run, run.completed(execution));
        }
    }

    private void follow(Run run, Run.Next next) {
        switch (next) {
            case START -> later(run, 0);
            case PAUSE -> later(run, run.pause().toMillis());
            case NOTHING -> LOG.log(System.Logger.Level.DEBUG, "{0} of {1} rests", run.job(), run.mailbox());
        }
    }
}
