package mailroom.camel.access;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Spreads commands so that no minute has more than its number: a tenth of it may come at once. */
final class CommandPace {

    private static final long NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int BURST_PART = 10;

    private final long nanosPerCommand;
    private final long burstNanos;
    private long nextAt = System.nanoTime();

    /** @param perMinute 0: no limit */
    CommandPace(int perMinute) {
        nanosPerCommand = perMinute == 0 ? 0 : NANOS_PER_MINUTE / perMinute;
        burstNanos = NANOS_PER_MINUTE / BURST_PART;
    }

    void await() throws InterruptedIOException {
        long wait = nanosPerCommand == 0 ? 0 : taken();
        if (wait > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for its turn to send a command");
            }
        }
    }

    /** @return how long to wait */
    private synchronized long taken() {
        long now = System.nanoTime();
        nextAt = Math.max(nextAt, now - burstNanos) + nanosPerCommand;
        return nextAt - now;
    }
}
