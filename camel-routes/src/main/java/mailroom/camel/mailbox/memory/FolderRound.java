package mailroom.camel.mailbox.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mailroom.camel.imap.problem.ImapProblem;

/**
 * The folders that are still to be looked at, over as many connections as the server makes necessary: a connection that
 * broke goes on where it stopped, and where the server lets a session open so many folders only, the next session takes
 * the others. Kept over reconnects.
 */
public final class FolderRound {

    /** A folder at which the connection broke so often, without a mail in between, is in trouble itself. */
    static final int MOST_BREAKS = 3;

    private static final Duration LIMIT_HOLDS = Duration.ofHours(12);

    private final Set<String> left = new LinkedHashSet<>();
    private final Map<String, ImapProblem> unproven = new LinkedHashMap<>();
    private final Map<String, Integer> breaks = new HashMap<>();
    private int perSession = Integer.MAX_VALUE;
    private long learnedAt;
    private int openedBeforeRefusal;

    /** A former connection left something to look at. */
    public boolean isUnderWay() {
        return !left.isEmpty();
    }

    /** In this order. */
    public void begin(Collection<String> folders) {
        left.clear();
        left.addAll(folders);
    }

    /** In the order in which they are due. */
    public List<String> left() {
        return new ArrayList<>(left);
    }

    public void looked(String folder) {
        left.remove(folder);
        breaks.remove(folder);
    }

    /**
     * The connection broke within this folder, or the server asked for a pause; the others have their turn before it.
     *
     * @return whether the folder itself is in trouble
     */
    public boolean broke(String folder) {
        if (left.remove(folder)) {
            left.add(folder);
        }
        return breaks.merge(folder, 1, Integer::sum) >= MOST_BREAKS;
    }

    /** Something of the folder came in spite of a break. */
    public void gave(String folder) {
        breaks.remove(folder);
    }

    /** A session that has opened so many folders must not open another one. */
    public boolean isFull(int opened) {
        boolean holds = System.nanoTime() - learnedAt < LIMIT_HOLDS.toNanos();
        return holds && opened >= perSession;
    }

    /** The connection ended when this folder was to be opened after so many others, at least one; it comes first in the next. */
    public void endedAtOpening(String folder, int opened) {
        learn(opened);
        List<String> others = left();
        others.remove(folder);
        left.clear();
        left.add(folder);
        left.addAll(others);
    }

    private void learn(int opened) {
        perSession = Math.max(1, opened);
        learnedAt = System.nanoTime();
    }

    /** The folder was refused after so many others had been opened: a new session tells whether that was the reason. */
    public void refusedAfter(String folder, int opened, ImapProblem problem) {
        if (unproven.isEmpty()) {
            openedBeforeRefusal = opened;
        }
        unproven.put(folder, problem);
    }

    /** A folder was opened after others had been refused: these were refused for themselves. */
    public Map<String, ImapProblem> openedAfterRefusals() {
        Map<String, ImapProblem> proven = Map.copyOf(unproven);
        unproven.clear();
        return proven;
    }

    /** True if a new session has to begin with those that were refused. */
    public boolean wantsProof() {
        if (unproven.isEmpty()) {
            return false;
        }
        left.addAll(unproven.keySet());
        return true;
    }

    /** The first folder of a session was opened: if it had been refused before, there is a limit. */
    public void openedFirst(String folder) {
        if (unproven.containsKey(folder)) {
            learn(openedBeforeRefusal);
        }
        unproven.clear();
    }

    /** The first folder of a session was refused: so it is refused for itself. */
    public void refusedFirst(String folder) {
        unproven.remove(folder);
    }
}
