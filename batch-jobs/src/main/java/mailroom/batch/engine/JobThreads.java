package mailroom.batch.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jberet.spi.JobExecutor;

/**
 * The threads that jobs run on: the container's, at most {@link #MOST_JOBS} at a time; further jobs wait their turn. Each
 * holds a database connection, and for moments a second one, of the 40 that there are.
 */
final class JobThreads extends JobExecutor {

    static final int MOST_JOBS = 12;
    /** From here on a job that has nothing to do makes room at once. */
    static final int CROWDED_FROM = MOST_JOBS / 2;

    private final Busy busy;

    JobThreads(Executor container) {
        this(container, new Busy());
    }

    private JobThreads(Executor container, Busy busy) {
        super(task -> busy.run(container, task));
        this.busy = busy;
    }

    @Override
    protected int getMaximumPoolSize() {
        return MOST_JOBS;
    }

    boolean isCrowded() {
        return busy.count() >= CROWDED_FROM;
    }

    /** Waits until no job runs, but no longer than that; false if some still do. */
    boolean awaitIdle(Duration limit) {
        return busy.awaitNone(limit);
    }

    private static final class Busy {

        private int tasks;

        void run(Executor container, Runnable task) {
            add(1);
            try {
                container.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        add(-1);
                    }
                });
            } catch (RuntimeException refused) {
                add(-1);
                throw refused;
            }
        }

        private synchronized void add(int change) {
            tasks += change;
            notifyAll();
        }

        synchronized int count() {
            return tasks;
        }

        synchronized boolean awaitNone(Duration limit) {
            long end = System.nanoTime() + limit.toNanos();
            try {
                while (tasks > 0 && end - System.nanoTime() > 0) {
                    wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return tasks == 0;
        }
    }
}
