package mailroom.camel.imap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Extensions that a server offers and does not do: twice in a row it refused a command of theirs and took the plain one,
 * or the connection broke at it. They are not used for a day. For any thread.
 */
final class RefusedExtensions {

    private static final int ENOUGH = 2;
    private static final Duration HOLDS = Duration.ofDays(1);

    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<String, Long> until = new TreeMap<>();

    synchronized boolean contains(String extension) {
        Long end = until.get(extension);
        return end != null && System.nanoTime() - end < 0;
    }

    synchronized void failed(String extension) {
        if (failures.merge(extension, 1, Integer::sum) >= ENOUGH) {
            failures.remove(extension);
            until.put(extension, System.nanoTime() + HOLDS.toNanos());
        }
    }

    synchronized void worked(String extension) {
        failures.remove(extension);
    }

    /** Those that failed, also if only once. */
    synchronized List<String> names() {
        Set<String> names = new TreeSet<>(failures.keySet());
        until.keySet().stream().filter(this::contains).forEach(names::add);
        return List.copyOf(names);
    }
}
