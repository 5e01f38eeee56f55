package mailroom.camel.mailbox.memory;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import mailroom.camel.imap.problem.ImapProblem;

/**
 * The folders of a mailbox that cannot be read just now: each is left alone for a pause of its own that grows, while the
 * others go on. Kept over reconnects.
 */
public final class FolderTroubles {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private record Trouble(ImapProblem problem, int tries, long endsAt) {}

    private final Map<String, Trouble> troubles = new HashMap<>();
    private final LongSupplier nanoTime;

    FolderTroubles() {
        this(System::nanoTime);
    }

    FolderTroubles(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** It could not be read. */
    public void stuck(String folder, ImapProblem problem) {
        stuck(folder, problem, Duration.ZERO);
    }

    /** @param least it is left alone for so long at least */
    void stuck(String folder, ImapProblem problem, Duration least) {
        Trouble before = troubles.get(folder);
        int tries = before == null ? 1 : before.tries() + 1;
        Duration usual = PAUSES.get(Math.min(tries, PAUSES.size()) - 1);
        Duration pause = usual.compareTo(least) < 0 ? least : usual;
        troubles.put(folder, new Trouble(problem, tries, nanoTime.getAsLong() + pause.toNanos()));
    }

    /** All pauses are over. */
    void release() {
        long now = nanoTime.getAsLong();
        troubles.replaceAll((folder, trouble) -> new Trouble(trouble.problem(), trouble.tries(), now));
    }

    public void fine(String folder) {
        troubles.remove(folder);
    }

    /** It was in trouble before, so that one more refusal is no surprise. */
    public boolean knows(String folder) {
        return troubles.containsKey(folder);
    }

    /** Its pause is not over. */
    public boolean isHeld(String folder) {
        Trouble trouble = troubles.get(folder);
        return trouble != null && trouble.endsAt() - nanoTime.getAsLong() > 0;
    }

    /** What is wrong where none of these folders can be read. */
    public Optional<ImapProblem> ofAll(Collection<String> folders) {
        return folders.isEmpty() || !troubles.keySet().containsAll(folders)
                ? Optional.empty()
                : Optional.of(troubles.get(folders.iterator().next()).problem());
    }

    /** Until the first pause ends. */
    Optional<Duration> nextTry() {
        return nextTries().values().stream().min(Comparator.naturalOrder());
    }

    /** Until the pause of each folder ends. */
    Map<String, Duration> nextTries() {
        Map<String, Duration> tries = new HashMap<>();
        troubles.forEach((folder, trouble) ->
                tries.put(folder, Duration.ofNanos(Math.max(0, trouble.endsAt() - nanoTime.getAsLong()))));
        return tries;
    }

    /** The folders whose pause is over. */
    List<String> due() {
        return troubles.keySet().stream().filter(folder -> !isHeld(folder)).toList();
    }

    void keepOnly(Collection<String> folders) {
        troubles.keySet().retainAll(folders);
    }
}
