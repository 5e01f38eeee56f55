package mailroom.camel.smtp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Spaces mails evenly: one each 1/n second, without saving up what was not used. */
final class Pace {

    private final long gapNanos;
    private long nextNanos = System.nanoTime();

    /** @param perSecond 0: no limit */
    Pace(int perSecond) {
        gapNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits for a turn; false if none comes within the limit. */
    boolean await(Duration limit) throws InterruptedException {
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            long turn = Math.max(now, nextNanos);
            wait = turn - now;
            if (wait > limit.toNanos()) {
                return false;
            }
            nextNanos = turn + gapNanos;
        }
        TimeUnit.NANOSECONDS.sleep(wait);
        return true;
    }
}
