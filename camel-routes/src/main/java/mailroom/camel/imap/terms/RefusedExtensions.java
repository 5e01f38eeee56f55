package mailroom.camel.imap.terms;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Extensions that a server offers and does not do, and forms of plain IMAP that it does not do either: twice in a row it
 * refused a command of theirs and took the plain one, or the connection broke at it. They are not used for a day. For any thread.
 */
public final class RefusedExtensions {

    private static final int ENOUGH = 2;
    private static final Duration HOLDS = Duration.ofDays(1);

    private record Use(String extension, String command) {}

    private final Map<Use, Integer> failures = new HashMap<>();
    private final Map<String, Long> until = new TreeMap<>();
    private Exception last;

    public synchronized boolean contains(String extension) {
        Long end = until.get(extension);
        return end != null && System.nanoTime() - end < 0;
    }

    /**
     * @param use the command; one of an extension may work while another does not
     * @return whether the extension is not used from now on
     */
    public synchronized boolean failed(String extension, String use) {
        boolean enough = failures.merge(new Use(extension, use), 1, Integer::sum) >= ENOUGH;
        if (enough) {
            failures.keySet().removeIf(failed -> failed.extension().equals(extension));
            until.put(extension, System.nanoTime() + HOLDS.toNanos());
        }
        return enough;
    }

    /** False where a break was counted already, by the part of a command that it came of. */
    public synchronized boolean isNew(Exception failure) {
        boolean isNew = failure != last;
        last = failure;
        return isNew;
    }

    /** All of them are used again, until they fail as often as before. */
    synchronized void forget() {
        failures.clear();
        until.clear();
    }

    public synchronized void worked(String extension, String use) {
        failures.remove(new Use(extension, use));
    }

    public synchronized boolean hasFailed(String extension, String use) {
        return failures.containsKey(new Use(extension, use));
    }

    /** Those that failed, also if only once. */
    synchronized List<String> names() {
        Set<String> names = new TreeSet<>();
        failures.keySet().forEach(use -> names.add(use.extension()));
        until.keySet().stream().filter(this::contains).forEach(names::add);
        return List.copyOf(names);
    }
}
