package mailroom.camel.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ListedFolders;
import mailroom.camel.imap.problem.ImapProblem;

/** Folders that LIST leaves out, or names as ones that hold no mails, although they are there. */
final class UnlistedFolders {

    /** Folders that are asked for at a time. */
    private static final int MOST_ASKED = 100;

    private static final String STATUS = "STATUS of a folder that is not listed";

    private final ImapSession session;

    UnlistedFolders(ImapSession session) {
        this.session = session;
    }

    /**
     * The listing, and those of its neighbours that are there all the same.
     *
     * @param former folders that were there before; the inbox, which every mailbox has (RFC 9051, 5.1), is asked for too
     */
    ListedFolders added(ListedFolders told, Collection<ListedFolder> former) throws IOException {
        ListedFolders listing = withInboxSpelledRight(told);
        Map<String, ListedFolder> missing = new LinkedHashMap<>();
        ListedFolder inbox = listing.inbox();
        missing.put(inbox.name(), inbox);
        former.forEach(folder -> missing.put(folder.name(), folder));
        listing.folders().stream().filter(ListedFolder::selectable).forEach(listed -> missing.remove(listed.name()));
        List<ListedFolder> there = new ArrayList<>();
        int asked = 0;
        for (ListedFolder folder : missing.values()) {
            // those beyond the limit count as there until one of the next lists asks for them
            if (asked++ >= MOST_ASKED || isThere(folder)) {
                there.add(folder);
            }
        }
        return listing.with(there);
    }

    /** INBOX is itself in any letters (RFC 9051, 5.1), but a server that lists it in others may know it in one spelling only. */
    private ListedFolders withInboxSpelledRight(ListedFolders listing) throws IOException {
        Optional<ListedFolder> inbox = listing.inboxInOtherLetters();
        return inbox.isPresent() && isThere(inbox.get()) ? listing.with(inbox.get()) : listing;
    }

    /** By its STATUS, or where the server does not do that by opening it. */
    private boolean isThere(ListedFolder folder) throws IOException {
        boolean[] there = new boolean[1];
        new ImapExtensions(session.connection())
                .instead(
                        STATUS,
                        () -> there[0] = isKnown(() -> session.status(folder).messages() >= 0),
                        () -> there[0] = mayBeOpened(folder));
        return there[0];
    }

    /**
     * A folder whose opening is refused for a while counts as there, and so does one at which the server ends the connection again
     * and again: its own look says then what is wrong with it.
     */
    private boolean mayBeOpened(ListedFolder folder) throws IOException {
        boolean[] opened = new boolean[1];
        try {
            new ImapExtensions(session.connection())
                    .unlessItBreaks(
                            "EXAMINE of " + folder.wireName() + ", which is not listed",
                            () -> opened[0] =
                                    isKnown(() -> session.examine(folder).exists() >= 0));
            return opened[0];
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
            return refused.isMeantOfTheMailbox() || !refused.isRefusal();
        }
    }

    @FunctionalInterface
    private interface Question {
        boolean ask() throws IOException;
    }

    /** No where the server says in so many words that there is no such folder. */
    private static boolean isKnown(Question question) throws IOException {
        try {
            return question.ask();
        } catch (ImapProblem refused) {
            if (refused.kind() != ImapProblem.Kind.FOLDER_GONE) {
                throw refused;
            }
            return false;
        }
    }
}
