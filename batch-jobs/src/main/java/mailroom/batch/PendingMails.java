package mailroom.batch;

import jakarta.batch.runtime.context.StepContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The work of one look into the rows. A step ends when a look finds nothing and no wake comes within {@link #LINGER}, so
 * that single mails in short succession share one execution.
 */
public final class PendingMails<T> {

    /** Mails of one look, and so of one chunk. */
    public static final int MAILS = 300;

    static final Duration LINGER = Duration.ofSeconds(1);
    /** An execution older than that does not linger: it ends when nothing is left. */
    static final Duration LINGERS_UNTIL = Duration.ofMinutes(10);

    private final Deque<T> items = new ArrayDeque<>();
    private final Run run;
    private final Supplier<List<T>> look;
    private final BooleanSupplier crowded;
    private final long opened = System.nanoTime();

    /** @param crowded other jobs need the thread, and the step lingers no more */
    PendingMails(Run run, Supplier<List<T>> look, BooleanSupplier crowded) {
        this.run = run;
        this.look = look;
        this.crowded = crowded;
    }

    /** @return null at the end, as Jakarta Batch wants it */
    public T next() {
        T item = items.poll();
        while (item == null) {
            run.look();
            items.addAll(look.get());
            item = items.poll();
            if (item == null && !(lingers() && run.awaitWanted(LINGER))) {
                return null;
            }
        }
        return item;
    }

    private boolean lingers() {
        return !crowded.getAsBoolean() && System.nanoTime() - opened < LINGERS_UNTIL.toNanos();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Where {@link WindowCheckpoint} finds it. */
    public PendingMails<T> in(StepContext step) {
        step.setTransientUserData(this);
        return this;
    }
}
