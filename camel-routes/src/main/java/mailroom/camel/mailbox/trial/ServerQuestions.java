package mailroom.camel.mailbox.trial;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.search.ListedSizes;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.uid.UidAnswer;

/** Asks a server the same in several ways, and for much at once, so that it shows where its answers differ or end. */
final class ServerQuestions {

    /** UIDs of the long set are above all that the folder has, so that no mail answers it. */
    private static final long BEYOND = 1_000;

    private static final long HIGHEST_UID = 0xffff_ffffL;

    private final ImapSession session;
    private final BiConsumer<String, String> seen;

    /** @param seen gets the kind and a sentence */
    ServerQuestions(ImapSession session, BiConsumer<String, String> seen) {
        this.session = session;
        this.seen = seen;
    }

    /** Finds the listed mails by a search too, which must name the same ones. */
    void search(OpenFolder open, long above, ListedSizes listed) throws IOException {
        if (listed.isEmpty() || !listed.refused().isEmpty()) {
            return;
        }
        String name = open.folder().name();
        long last = listed.byUid().lastKey();
        FolderFacts facts = new FolderFacts(session);
        if (session.offers("ESEARCH") && facts.uidsInRuns(above + 1, last, (from, to) -> {}) == UidAnswer.NOTHING) {
            seen.accept(
                    "search-says-nothing",
                    name + " has mails, and a search in it (ESEARCH) names none; another is asked");
        }
        Set<Long> found = new TreeSet<>();
        facts.uids(above + 1, last, (from, to) -> {
            // a range may be as wide as a hostile server likes
            if (from <= to && found.size() < listed.byUid().size()) {
                found.addAll(listed.byUid()
                        .tailMap(from)
                        .headMap(Math.min(to, last) + 1)
                        .keySet());
            }
        });
        if (found.size() < listed.byUid().size() && !session.heardOfChanges()) {
            seen.accept(
                    "search-differs",
                    name + " lists " + listed.byUid().size() + " mails and finds " + found.size()
                            + " of these by a search");
        }
    }

    /** Opens the folder once more: its UIDs must mean what they meant. */
    void again(OpenFolder open) throws IOException {
        OpenFolder now = session.examine(open.folder());
        if (now.uidValidity() != open.uidValidity()) {
            seen.accept(
                    "uidvalidity-changes",
                    open.folder().name() + " had the UIDVALIDITY " + open.uidValidity() + " and then "
                            + now.uidValidity() + "; its mails are known by what they hold");
        }
    }

    /** Names as many UIDs in one command as intake does at most. Some servers end the connection, so it is asked last. */
    void longSet(OpenFolder open) throws IOException {
        StringBuilder set = new StringBuilder();
        long uid = Math.min(open.uidNext() + BEYOND, HIGHEST_UID - LearnedLimits.SET_CHARACTERS);
        int most = session.limits().setCharacters();
        for (String next = Long.toString(uid); set.length() + next.length() < most; next = "," + uid) {
            set.append(next);
            uid += 2;
        }
        try {
            new FolderFacts(session).list(set.toString(), mail -> {});
        } catch (ImapProblem refused) {
            if (refused.kind() == ImapProblem.Kind.TIMEOUT) {
                throw refused;
            }
            seen.accept(
                    "long-set-refused",
                    "the server does not take a command with " + set.length()
                            + " characters of UIDs; shorter ones are sent: " + refused.serverWords());
            if (!refused.leavesConnection()) {
                throw refused;
            }
        }
    }
}
