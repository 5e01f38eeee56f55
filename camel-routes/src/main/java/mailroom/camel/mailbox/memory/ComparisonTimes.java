package mailroom.camel.mailbox.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When each folder of a mailbox is to be compared with the server: every so often, at once where somebody asks for it,
 * and soon after a surprise. For any thread.
 */
public final class ComparisonTimes {

    /** Surprises that follow each other in less than this have one comparison. */
    static final Duration CALM = Duration.ofMinutes(10);

    private final Duration every;
    private final Clock clock;
    private final Map<String, Times> folders = new HashMap<>();
    private Instant asked = Instant.EPOCH;

    private record Times(Instant last, Instant due) {}

    ComparisonTimes(Duration every, Clock clock) {
        this.every = every;
        this.clock = clock;
    }

    public synchronized boolean knows(String folder) {
        return folders.containsKey(folder);
    }

    /** So the ledger says. */
    public synchronized void comparedAt(String folder, Instant last) {
        // whoever asked during a first look, which may have begun before, is not forgotten
        Instant due = last.minus(CALM).isBefore(asked) ? asked : last.plus(every);
        // a surprise at the first look has its comparison at once
        folders.putIfAbsent(folder, new Times(last.minus(CALM), due));
    }

    /**
     * This one is done, or could not be done: the next one has its time, which is now where somebody asked meanwhile.
     *
     * @param begun when it began
     */
    public synchronized void compared(String folder, Instant begun) {
        Instant now = clock.instant();
        folders.put(folder, new Times(now, asked.isAfter(begun) ? asked : now.plus(every)));
    }

    /** All folders are due. */
    public synchronized void ask() {
        asked = clock.instant();
        folders.replaceAll((folder, times) -> new Times(times.last(), asked));
    }

    /** What the server says of the folder does not fit together. */
    public synchronized void surprised(String folder) {
        Instant soon = clock.instant();
        folders.computeIfPresent(folder, (name, times) -> {
            Instant calm = times.last().plus(CALM);
            Instant due = calm.isAfter(soon) ? calm : soon;
            return due.isBefore(times.due()) ? new Times(times.last(), due) : times;
        });
    }

    public synchronized boolean isDue(String folder) {
        Times times = folders.get(folder);
        return times != null && !times.due().isAfter(clock.instant());
    }

    synchronized List<String> due() {
        return folders.keySet().stream().filter(this::isDue).toList();
    }

    /** Until the next one of these folders is due. */
    synchronized Optional<Duration> next(Predicate<String> of) {
        Instant now = clock.instant();
        return folders.entrySet().stream()
                .filter(folder -> of.test(folder.getKey()))
                .map(folder -> Duration.between(now, folder.getValue().due()))
                .min(Duration::compareTo);
    }

    synchronized void keepOnly(Collection<String> names) {
        folders.keySet().retainAll(names);
    }
}
