package mailroom.doors;

/**
 * A bucket that leaks: each failure adds one, each {@code every} nanoseconds take one away. It is full at {@code most}, and
 * whoever comes then has to wait until there is room for one.
 */
final class Leak {

    private final int most;
    private final long everyNanos;
    private double level;
    private long at;

    Leak(int most, long everyNanos, long now) {
        this.most = most;
        this.everyNanos = everyNanos;
        this.at = now;
    }

    /** Nanoseconds until one more fits, 0 if it fits now. */
    long waitNanos(long now) {
        leak(now);
        double tooMuch = level + 1 - most;
        return tooMuch <= 0 ? 0 : (long) Math.ceil(tooMuch * everyNanos);
    }

    /** No more than twice what fits, so that the wait has a limit. */
    void add(long now) {
        leak(now);
        level = Math.min(2 * most, level + 1);
    }

    /** Gives one back that was added and turned out to be none. */
    void takeBack(long now) {
        leak(now);
        level = Math.max(0, level - 1);
    }

    private void leak(long now) {
        level = Math.max(0, level - (double) (now - at) / everyNanos);
        at = now;
    }
}
