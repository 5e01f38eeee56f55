package mailroom.batch.archiving;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets a backlog become durable before its mails are read: while large windows come in, looks wait, but in all no longer
 * than {@link #AT_MOST}, after which they take their share for as long.
 */
final class GiveWay {

    static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final long STEP_NANOS = 20_000_000;

    private final BooleanSupplier busy;
    private final Duration atMost;
    private long begun = Long.MIN_VALUE;

    GiveWay(BooleanSupplier busy) {
        this(busy, AT_MOST);
    }

    GiveWay(BooleanSupplier busy, Duration atMost) {
        this.busy = busy;
        this.atMost = atMost;
    }

    void await() {
        long now = System.nanoTime();
        if (begun == Long.MIN_VALUE || now - begun > 2 * atMost.toNanos()) {
            begun = now;
        }
        while (busy.getAsBoolean() && System.nanoTime() - begun < atMost.toNanos() && !Thread.interrupted()) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
