package mailroom.spool;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bound on the bytes that all clients together have in flight; who does not fit waits for a while, first come, first served. */
public final class ByteBudget {

    private static final int UNIT_BYTES = 1024;

    private final int units;
    private final Semaphore free;

    public ByteBudget(long bytes) {
        units = units(bytes);
        free = new Semaphore(units, true);
    }

    private static int units(long bytes) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (bytes + UNIT_BYTES - 1) / UNIT_BYTES));
    }

    /** A part of the budget, until it is closed. */
    @FunctionalInterface
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for a share; more than the whole budget counts as the whole budget.
     *
     * @return empty if there was no room in time
     */
    public Optional<Share> take(long bytes, Duration atMost) throws InterruptedIOException {
        int wanted = Math.min(units, units(bytes));
        try {
            return free.tryAcquire(wanted, atMost.toNanos(), TimeUnit.NANOSECONDS)
                    ? Optional.of(() -> free.release(wanted))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for room");
        }
    }
}
