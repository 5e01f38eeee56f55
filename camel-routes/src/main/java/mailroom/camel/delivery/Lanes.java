package mailroom.camel.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many attempts each destination has at once, so that one that hangs leaves threads to the others. */
final class Lanes {

    /** Half of what {@link DeliveryListener} runs at once. */
    static final int ATTEMPTS_AT_ONCE_MAX = DeliveryListener.MESSAGES_AT_ONCE_MAX / 2;
    /** A destination that answers within this never has a delivery postponed. */
    static final Duration PATIENCE = Duration.ofMillis(500);
    /** Until a delivery that found its destination's lane full is due again. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<String, Integer> running = new HashMap<>();

    /** False if the lane stays full for {@link #PATIENCE}; after true comes {@link #leave}. */
    synchronized boolean enter(String destination) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (running.getOrDefault(destination, 0) >= ATTEMPTS_AT_ONCE_MAX) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || !waited(left)) {
                return false;
            }
        }
        running.merge(destination, 1, Integer::sum);
        return true;
    }

    private boolean waited(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void leave(String destination) {
        running.computeIfPresent(destination, (name, others) -> others == 1 ? null : others - 1);
        notifyAll();
    }
}
