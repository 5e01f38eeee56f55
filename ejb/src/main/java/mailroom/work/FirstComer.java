package mailroom.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Work that is done once, by whichever thread comes to it first. An executor may do it ahead of time; where it comes late
 * or never, the thread that needs the result does it itself, so a full pool costs time and stops nothing.
 */
public final class FirstComer<T> {

    /** For work that another thread has begun; what takes longer is stuck. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final FutureTask<T> work;
    /** What a queue holds: it lets go of the work, and so of its result, once that is done. */
    private final AtomicReference<Runnable> offer = new AtomicReference<>();

    private final Duration longestWait;

    public FirstComer(Callable<T> work) {
        this(work, LONGEST_WAIT);
    }

    FirstComer(Callable<T> work, Duration longestWait) {
        this.work = new FutureTask<>(work) {
            @Override
            protected void done() {
                offer.set(null);
            }
        };
        offer.set(this.work);
        this.longestWait = longestWait;
    }

    /** Lets the executor do it, unless another thread does before or the executor takes nothing. */
    public void offerTo(Executor executor) {
        AtomicReference<Runnable> offered = offer;
        try {
            executor.execute(() -> Optional.ofNullable(offered.get()).ifPresent(Runnable::run));
        } catch (RejectedExecutionException | IllegalStateException fullOrStopping) {
            // whoever needs the result does it; a container's executor is in an illegal state once the application
            // stops
        }
    }

    /** Does it unless a thread has begun to. */
    public void run() {
        work.run();
    }

    public boolean isDone() {
        return work.isDone();
    }

    /** Nobody needs the result any more: no thread begins it. */
    public void abandon() {
        work.cancel(false);
    }

    /**
     * Does it, or waits for the thread that does.
     *
     * @throws RuntimeException as the work threw it
     * @throws IllegalStateException if the work threw another exception, which is the cause, or the other thread is not
     *     done within five minutes
     */
    public T result() throws InterruptedException {
        work.run();
        try {
            return work.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("shared work failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "work that another thread began is not done after " + longestWait.toSeconds() + " s", e);
        }
    }
}
