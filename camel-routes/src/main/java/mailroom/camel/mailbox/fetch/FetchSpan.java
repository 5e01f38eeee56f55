package mailroom.camel.mailbox.fetch;

import java.time.Duration;
import mailroom.settings.ServerLimits;

/**
 * How many mails one command asks for, by their bytes and by their number: so many that the round trip before its answer costs little of the time, so
 * few that a slow server ends it soon and others have their turn.
 */
final class FetchSpan {

    static final long FIRST_BYTES = 64L << 20;
    static final long LEAST_BYTES = 16L << 20;
    static final long MOST_BYTES = 512L << 20;
    /** Where a day's bytes are limited: they are counted between commands. */
    static final long COUNTED_BYTES = 16L << 20;

    /** So many bytes of the span stand for one mail: many small ones take their time as well. */
    static final long BYTES_A_MAIL = 32L << 10;

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final boolean fixed;
    private long bytes;

    FetchSpan(ServerLimits limits) {
        fixed = limits.bytesPerDay() > 0;
        bytes = fixed ? COUNTED_BYTES : FIRST_BYTES;
    }

    long bytes() {
        return bytes;
    }

    int mails() {
        return (int) (bytes / BYTES_A_MAIL);
    }

    /** The command for the plan took so long. */
    void took(FetchPlan plan, Duration elapsed) {
        if (fixed) {
            return;
        }
        if (elapsed.compareTo(LONG) > 0) {
            bytes = Math.max(LEAST_BYTES, bytes / 2);
        } else if (elapsed.compareTo(SHORT) < 0 && isHalfOfIt(plan)) {
            bytes = Math.min(MOST_BYTES, 2 * bytes);
        }
    }

    private boolean isHalfOfIt(FetchPlan plan) {
        return 2 * plan.bytes() >= bytes || 2 * plan.sizes().size() >= mails();
    }
}
