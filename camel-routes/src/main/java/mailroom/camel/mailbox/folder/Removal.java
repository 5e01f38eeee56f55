package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.UidListing;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.uid.UidRuns;
import mailroom.camel.imap.uid.UidSet;

/**
 * Takes mails out of the folder that is open for changes, in sets as large as the server accepts: what it refuses is asked
 * for in halves, down to one mail, and what it did in part is asked for once more.
 */
final class Removal {

    static final int MOST_AT_ONCE = 500;
    /** So many refusals and not one mail gone: the server lets none go. */
    static final int MOST_IN_VAIN = 12;

    private static final int MOST_REFUSALS = 100;

    private final ImapSession session;
    private final Command command;
    private int asked;
    private int gone;
    private int refusals;
    private final List<Long> unmoved = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private String words = "";

    /** Moves or removes some UIDs, ascending. */
    @FunctionalInterface
    interface Command {
        void go(List<Long> uids) throws IOException;
    }

    Removal(ImapSession session, Command command) {
        this.session = session;
        this.command = command;
    }

    /**
     * @param uids ascending
     * @throws ImapProblem where the server lets none go, or refuses too often
     */
    void take(List<Long> uids) throws IOException {
        for (int from = 0; from < uids.size(); from += MOST_AT_ONCE) {
            some(uids.subList(from, Math.min(uids.size(), from + MOST_AT_ONCE)));
        }
    }

    private void some(List<Long> uids) throws IOException {
        asked += uids.size();
        List<Long> left = uids;
        while (!left.isEmpty()) {
            Optional<ImapProblem> refusal = ask(left);
            List<Long> now = stillThere(left);
            boolean progress = now.size() < left.size();
            gone += left.size() - now.size();
            left = now;
            if (!progress && refusal.isPresent()) {
                halve(left, refusal.get());
                return;
            }
            if (!progress) {
                unmoved.addAll(left);
                return;
            }
        }
    }

    private Optional<ImapProblem> ask(List<Long> uids) throws IOException {
        try {
            command.go(uids);
            return Optional.empty();
        } catch (ImapProblem problem) {
            if (!problem.isRefusal() || !problem.leavesServer()) {
                throw problem;
            }
            refusals++;
            return Optional.of(problem);
        }
    }

    private static String set(List<Long> uids) {
        return UidSet.of(uids.stream().mapToLong(Long::longValue).toArray());
    }

    /** The server may tell of others beside those that were asked for. */
    private List<Long> stillThere(List<Long> uids) throws IOException {
        UidRuns shown = new UidListing(session).fetched(set(uids), uids.get(0), uids.get(uids.size() - 1));
        return uids.stream().filter(shown::contains).toList();
    }

    private void halve(List<Long> uids, ImapProblem problem) throws IOException {
        if (gone == 0 && refusals >= MOST_IN_VAIN || refusals >= MOST_REFUSALS) {
            throw problem;
        }
        if (uids.size() == 1) {
            refused.add(uids.get(0));
            words = problem.serverWords();
            return;
        }
        asked -= uids.size();
        some(uids.subList(0, uids.size() / 2));
        some(uids.subList(uids.size() / 2, uids.size()));
    }

    /** What did not go, for a person; empty where all went. */
    Optional<String> trouble() {
        if (gone == 0 && refused.size() == asked && asked > 0) {
            return Optional.of(words);
        }
        if (!refused.isEmpty()) {
            return Optional.of("the server refuses to remove " + refused.size() + " of " + asked + " mails, UID "
                    + refused.get(refused.size() - 1) + " at last: " + words);
        }
        return unmoved.isEmpty()
                ? Optional.empty()
                : Optional.of("the server says that it removed " + asked + " mails and still has " + unmoved.size()
                        + " of them, as where the right to mark mails as deleted or to expunge them is missing");
    }
}
