package mailroom.console.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a user's password was wrong from one address. Over the limit both a right and a wrong password are answered
 * the same, so that guessing on tells nothing; other addresses are not locked out.
 */
@ApplicationScoped
public class FailedLogins {

    static final int MOST_FAILURES = 20;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MOST_PAIRS = 10_000;

    private record Count(long windowStart, int failures) {}

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_PAIRS;
        }
    };

    public FailedLogins() {
        this(Clock.systemUTC());
    }

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    public synchronized void failed(String address, String user) {
        Count count = current(address, user);
        counts.put(key(address, user), new Count(count.windowStart(), count.failures() + 1));
    }

    public synchronized boolean tooMany(String address, String user) {
        return current(address, user).failures() >= MOST_FAILURES;
    }

    synchronized int pairs() {
        return counts.size();
    }

    private Count current(String address, String user) {
        Count count = counts.get(key(address, user));
        boolean old = count == null || clock.millis() - count.windowStart() >= WINDOW.toMillis();
        return old ? new Count(clock.millis(), 0) : count;
    }

    private static String key(String address, String user) {
        return address + " " + user;
    }
}
