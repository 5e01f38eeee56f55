package mailroom.camel.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many attempts each destination has at once, so that one that hangs leaves threads to the others. */
final class Lanes {

    /** Half of what {@link DeliveryListener} runs at once. */
    static final int ATTEMPTS_AT_ONCE_MAX = DeliveryListener.MESSAGES_AT_ONCE_MAX / 2;
    /** Until a delivery that found its destination's lane full is due again. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<String, Integer> running = new HashMap<>();

    /** False if the lane is full; after true comes {@link #leave}. */
    synchronized boolean enter(String destination) {
        int others = running.getOrDefault(destination, 0);
        if (others >= ATTEMPTS_AT_ONCE_MAX) {
            return false;
        }
        running.put(destination, others + 1);
        return true;
    }

    synchronized void leave(String destination) {
        running.computeIfPresent(destination, (name, others) -> others == 1 ? null : others - 1);
    }
}
