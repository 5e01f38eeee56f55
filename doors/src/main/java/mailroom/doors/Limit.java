package mailroom.doors;

import java.time.Duration;

/** How many wrong passwords may come at once, and after which time one more may. */
enum Limit {
    /** Counts those of one user from one client. */
    PAIR(10, Duration.ofSeconds(6)),
    /** Of all users from one client: one password tried for many names. */
    CLIENT(20, Duration.ofSeconds(3)),
    /** Counts those of one user from all clients. */
    USER(50, Duration.ofSeconds(3)),
    /** Counts those of all users from all clients. */
    ALL(300, Duration.ofMillis(500));

    private final int most;
    private final Duration every;

    Limit(int most, Duration every) {
        this.most = most;
        this.every = every;
    }

    int most() {
        return most;
    }

    Leak leak(long now) {
        return new Leak(most, every.toNanos(), now);
    }
}
