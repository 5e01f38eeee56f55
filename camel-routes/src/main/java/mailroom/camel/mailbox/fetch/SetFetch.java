package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.mailbox.memory.FolderDoubts;

/**
 * Asks for the mails of one plan in smaller and smaller sets where the server refuses a set or leaves mails out, down to
 * one, until each has come, is owed, or is gone. One command is asked again at most twice for each mail.
 */
final class SetFetch {

    static final String NOT_SENT = "the server lists the mail and does not send it";

    /** A body that is larger than this although its announced size was not. */
    private static final long LARGEST_WHOLE = 16L << 20;
    /** So many mails refused one after the other with words that may be meant of the mailbox, and it stands back. */
    private static final int SUSPICIOUS = 3;
    /** Of so many missing mails each is looked for alone. */
    private static final int MOST_LOOKED_FOR = 50;

    private final ImapSession session;
    private final WindowReader reader;
    private final FolderDoubts doubts;
    private final Deque<List<Long>> sets = new ArrayDeque<>();
    private final Set<Long> askedAgain = new HashSet<>();
    private final Map<Long, ImapProblem> suspected = new LinkedHashMap<>();
    private int largestGiven;
    private int largestRefused;
    private boolean refusedOne;

    SetFetch(ImapSession session, WindowReader reader, FolderDoubts doubts) {
        this.session = session;
        this.reader = reader;
        this.doubts = doubts;
    }

    /** @throws ImapProblem if the server has enough of this mailbox for now, or the connection broke */
    void get(FetchPlan plan) throws IOException {
        long first = plan.sizes().firstKey();
        if (plan.isOneLargeMail()) {
            large(first, plan.sizes().get(first));
            return;
        }
        if (plan.sizes().size() == 1 && doubts.suspects().contains(first) && comesAnotherWay(first)) {
            return;
        }
        sets.push(List.copyOf(plan.sizes().keySet()));
        while (!sets.isEmpty()) {
            ask(sets.pop());
        }
        // others came beside them: the words were meant of these mails
        suspected.forEach((uid, problem) -> reader.owe(uid, words(problem)));
        if (!refusedOne && largestRefused > 0 && largestGiven > 0) {
            doubts.limit(largestGiven);
        }
    }

    private void large(long uid, long size) throws IOException {
        Optional<ImapProblem> refusal = unlessRefused(() -> session.fetchInPieces(uid, size, reader));
        List<Long> left = reader.missing();
        if (refusal.isEmpty() && !left.isEmpty() && reader.isDoubtful(uid)) {
            refusal = secondProof(uid, () -> session.fetchInPieces(uid, size, reader));
            left = reader.missing();
        }
        conclude(left, refusal);
    }

    private void ask(List<Long> set) throws IOException {
        long[] uids = set.stream().mapToLong(Long::longValue).toArray();
        Optional<ImapProblem> refusal = unlessRefused(() -> session.fetch(uids, LARGEST_WHOLE, reader));
        List<Long> left = reader.missingOf(set);
        if (left.size() < set.size()) {
            suspected.forEach((uid, problem) -> reader.owe(uid, words(problem)));
            suspected.clear();
        }
        if (left.isEmpty()) {
            largestGiven = Math.max(largestGiven, set.size());
            doubts.gave(set.size());
        } else if (refusal.isEmpty()) {
            leftOut(left);
        } else if (set.size() == 1) {
            refused(left.get(0), refusal.get());
        } else if (left.size() < set.size()) {
            sets.push(left);
        } else {
            largestRefused = Math.max(largestRefused, set.size());
            halve(left);
        }
    }

    @FunctionalInterface
    private interface Command {
        void run() throws IOException;
    }

    /** The server's refusal, after which the connection goes on. */
    private static Optional<ImapProblem> unlessRefused(Command command) throws IOException {
        try {
            command.run();
            return Optional.empty();
        } catch (ImapProblem problem) {
            if (!problem.isRefusal()) {
                throw problem;
            }
            return Optional.of(problem);
        }
    }

    private void halve(List<Long> left) {
        int middle = left.size() / 2;
        sets.push(left.subList(middle, left.size()));
        sets.push(left.subList(0, middle));
    }

    /** The server ended the command with OK and did not send these. */
    private void leftOut(List<Long> left) throws IOException {
        List<Long> again = left.stream().filter(askedAgain::add).toList();
        List<Long> inVain = new ArrayList<>(left);
        inVain.removeAll(again);
        if (!again.isEmpty()) {
            again(again);
        }
        conclude(inVain, Optional.empty());
    }

    /** Asks for doubtful ones in another way, each alone, and for the others once more together. */
    private void again(List<Long> left) throws IOException {
        List<Long> plain = new ArrayList<>();
        for (long uid : left) {
            if (!reader.isDoubtful(uid)) {
                plain.add(uid);
            } else {
                Optional<ImapProblem> refusal =
                        secondProof(uid, () -> session.fetch(new long[] {uid}, LARGEST_WHOLE, reader));
                conclude(reader.missingOf(List.of(uid)), refusal);
            }
        }
        if (!plain.isEmpty()) {
            sets.push(plain);
        }
    }

    /** By another way of asking; where the server knows one only, by that again. */
    private Optional<ImapProblem> secondProof(long uid, Command again) throws IOException {
        Optional<ImapProblem> refusal = anotherWay(uid);
        if (isMissing(uid) && reader.factsBefore(uid).isPresent()) {
            // two ways brought different bytes
            refusal = anotherWay(uid);
        }
        return isMissing(uid) ? unlessRefused(again) : refusal;
    }

    private Optional<ImapProblem> anotherWay(long uid) throws IOException {
        reader.comesAnotherWay(true);
        Optional<ImapProblem> refusal =
                unlessRefused(() -> session.fetchAnotherWay(uid, reader.factsBefore(uid), reader));
        reader.comesAnotherWay(false);
        return refusal;
    }

    private boolean isMissing(long uid) {
        return !reader.missingOf(List.of(uid)).isEmpty();
    }

    /** A mail that is refused, left out or breaks the connection when it is asked for as a whole may come in pieces. */
    private boolean comesAnotherWay(long uid) throws IOException {
        if (!doubts.mayComeAnotherWay()) {
            return false;
        }
        anotherWay(uid);
        if (isMissing(uid) && reader.factsBefore(uid).isPresent()) {
            anotherWay(uid);
        }
        doubts.triedAnotherWay(!isMissing(uid));
        return !isMissing(uid);
    }

    private void conclude(List<Long> inVain, Optional<ImapProblem> refusal) throws IOException {
        int looked = 0;
        for (long uid : inVain) {
            if (reader.isDoubtful(uid)) {
                reader.owe(uid, reader.doubt(uid));
            } else if (refusal.isPresent()) {
                refused(uid, refusal.get());
            } else if (looked++ < MOST_LOOKED_FOR && isGone(uid)) {
                reader.gone(uid);
            } else if (!comesAnotherWay(uid)) {
                reader.owe(uid, NOT_SENT);
            }
        }
    }

    /** Asked in two ways, because a server that leaves a mail out of one answer may tell of it in another. */
    private boolean isGone(long uid) throws IOException {
        boolean[] found = new boolean[1];
        Optional<ImapProblem> refusal = unlessRefused(() -> {
            new FolderFacts(session).uids(uid, uid, (first, last) -> found[0] |= first <= uid && uid <= last);
            found[0] |= session.holds(uid);
        });
        return refusal.isEmpty() && !found[0];
    }

    private static String words(ImapProblem problem) {
        return problem.serverWords();
    }

    private void refused(long uid, ImapProblem problem) throws IOException {
        refusedOne = true;
        if (!problem.isMeantOfTheMailbox() || doubts.isRefusedAgain(uid)) {
            if (!comesAnotherWay(uid)) {
                reader.owe(uid, words(problem));
            }
            return;
        }
        suspected.put(uid, problem);
        if (suspected.size() >= SUSPICIOUS) {
            throw problem;
        }
    }
}
