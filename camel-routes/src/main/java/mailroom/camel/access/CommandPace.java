package mailroom.camel.access;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spreads commands so that no minute has more than its number, wherever the minute begins. What was not used is saved
 * up, to a tenth of the number, and may come at once; the rest is spread a little wider for that. A new pace has saved
 * up nothing: it does not know what was sent before a restart.
 */
final class CommandPace {

    private static final long NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int BURST_PART = 10;

    private final LongSupplier nanos;
    private final long nanosPerCommand;
    private final long burstNanos;
    private long nextAt;

    /** @param perMinute 0: no limit */
    CommandPace(int perMinute) {
        this(perMinute, System::nanoTime);
    }

    CommandPace(int perMinute, LongSupplier nanos) {
        this.nanos = nanos;
        int burst = Math.max(1, perMinute / BURST_PART);
        nanosPerCommand = perMinute == 0 ? 0 : NANOS_PER_MINUTE / (perMinute - burst + 1) + 1;
        burstNanos = burst * nanosPerCommand;
        nextAt = nanos.getAsLong();
    }

    void await() throws InterruptedIOException {
        long wait = taken();
        if (wait > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for its turn to send a command");
            }
        }
    }

    /** @return how long to wait; not above 0: not at all */
    synchronized long taken() {
        if (nanosPerCommand == 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        nextAt = Math.max(nextAt, now - burstNanos) + nanosPerCommand;
        return nextAt - now;
    }
}
