package mailroom.camel.mailbox.memory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.incident.IncidentKind;

/**
 * What is done in a folder beside taking in its new mails. Where a server refuses such a chore or asks for a pause, or breaks
 * the connection at it without a mail in between, that chore alone is left for a pause which grows, and the folder's mails come all the same.
 * Kept over reconnects.
 */
public final class Chores {

    /** What may be left for a while. */
    public enum Chore {
        /** What became of mails that were taken in before. */
        CHANGES(IncidentKind.CHANGES_REFUSED, 2),
        COMPARISON(IncidentKind.COMPARISON_REFUSED, 2),
        /** What comes after archiving; nothing is learned from a second break. */
        REMOVAL(IncidentKind.AFTER_ARCHIVE_REFUSED, 1);

        private final IncidentKind incident;
        private final int mostBreaks;

        Chore(IncidentKind incident, int mostBreaks) {
            this.incident = incident;
            this.mostBreaks = mostBreaks;
        }

        /** The kind of the incident that says so. */
        public IncidentKind incident() {
            return incident;
        }
    }

    /** The mailbox itself stands back where a server asks for a pause, and is to do its work before it is asked so again. */
    private static final Duration BEYOND_A_PAUSE = RetryPause.AFTER_THROTTLE.multipliedBy(4);

    private record Kept(Chore chore, String folder) {}

    private final Map<Chore, FolderTroubles> troubles = new EnumMap<>(Chore.class);
    private final Map<Kept, Integer> breaks = new HashMap<>();
    private volatile boolean asked;

    /** The work itself. */
    @FunctionalInterface
    public interface Work {
        void go() throws IOException;
    }

    private FolderTroubles of(Chore chore) {
        heedPerson();
        return troubles.computeIfAbsent(chore, each -> new FolderTroubles());
    }

    /** Ends all pauses, because a person asks; from any thread. */
    public void askNow() {
        asked = true;
    }

    private void heedPerson() {
        if (asked) {
            asked = false;
            troubles.values().forEach(FolderTroubles::release);
        }
    }

    boolean isHeld(Chore chore, String folder) {
        return of(chore).isHeld(folder);
    }

    /**
     * Does the chore unless it is left for now.
     *
     * @param doubts of the folder: a mail that came, or was given up, before a break makes that break another one
     * @param left told why the chore is left from now on
     * @throws ImapProblem if the connection broke, or the folder is gone
     */
    public void attempt(Chore chore, String folder, FolderDoubts doubts, Work work, Consumer<ImapProblem> left)
            throws IOException {
        if (isHeld(chore, folder)) {
            return;
        }
        try {
            work.go();
        } catch (ImapProblem problem) {
            if (problem.kind() == ImapProblem.Kind.FOLDER_GONE) {
                throw problem;
            }
            failed(new Kept(chore, folder), doubts, problem, left);
            if (!problem.leavesConnection()) {
                throw problem;
            }
            return;
        }
        breaks.remove(new Kept(chore, folder));
        of(chore).fine(folder);
    }

    private void failed(Kept kept, FolderDoubts doubts, ImapProblem problem, Consumer<ImapProblem> left) {
        boolean isBreak = !problem.leavesConnection();
        if (isBreak && doubts.hasProgress()) {
            breaks.remove(kept);
            return;
        }
        if (isBreak && breaks.merge(kept, 1, Integer::sum) < kept.chore().mostBreaks) {
            return;
        }
        FolderTroubles known = of(kept.chore());
        if (!isBreak || known.knows(kept.folder())) {
            left.accept(problem);
        }
        known.stuck(kept.folder(), problem, problem.isMeantOfTheMailbox() ? BEYOND_A_PAUSE : Duration.ZERO);
        if (isBreak) {
            doubts.leftForNow();
        }
    }

    /** The folders with a chore whose pause is over. */
    List<String> due() {
        heedPerson();
        List<String> due = new ArrayList<>();
        troubles.values().forEach(each -> due.addAll(each.due()));
        return due;
    }

    /** Until the first pause of each folder ends. */
    Map<String, Duration> nextTries() {
        heedPerson();
        Map<String, Duration> tries = new HashMap<>();
        troubles.values().forEach(each -> each.nextTries()
                .forEach((folder, wait) -> tries.merge(folder, wait, (a, b) -> a.compareTo(b) < 0 ? a : b)));
        return tries;
    }

    void keepOnly(Collection<String> folders) {
        troubles.values().forEach(each -> each.keepOnly(folders));
        breaks.keySet().removeIf(kept -> !folders.contains(kept.folder()));
    }
}
