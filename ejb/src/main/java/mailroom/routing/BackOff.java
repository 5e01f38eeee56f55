package mailroom.routing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double from the first to the longest, each shortened by up to a quarter so that what failed together
 * does not come back together.
 */
public record BackOff(Duration first, Duration longest) {

    private static final double LEAST_SHARE = 0.75;
    private static final int MOST_DOUBLINGS = 30;

    /** @param failures in a row, from 1 */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
        long pause = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (pause * ThreadLocalRandom.current().nextDouble(LEAST_SHARE, 1.0)));
    }
}
