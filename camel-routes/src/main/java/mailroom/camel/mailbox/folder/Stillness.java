package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import mailroom.camel.imap.FolderStates;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.folder.StatusAnswer;

/**
 * Whether a folder is as the last look of this connection left it. Costs nothing for the open folder, of whose changes
 * the server told with NOOP or IDLE, and one STATUS for another.
 */
final class Stillness {

    /** A folder is looked at so often whatever the server says, for those that say it wrong. */
    static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(10);

    private final Map<String, Looked> looked = new HashMap<>();

    private record Looked(StatusAnswer status, long at) {}

    boolean isStill(ImapSession session, ListedFolder folder) throws IOException {
        Looked before = looked.get(folder.name());
        if (before == null || System.nanoTime() - before.at() > LOOKED_AT_EVERY.toNanos()) {
            return false;
        }
        if (isOpen(session, folder)) {
            return !session.heardOfChanges();
        }
        return before.status().saysEnough() && FolderStates.isStill(session, folder, before.status());
    }

    static boolean isOpen(ImapSession session, ListedFolder folder) {
        return session.examined()
                .filter(open -> open.folder().wireName().equals(folder.wireName()))
                .isPresent();
    }

    /** Tells whether it is the first look, or the first again, on this connection. */
    boolean isNew(ListedFolder folder) {
        return !looked.containsKey(folder.name());
    }

    /** All that the opening showed is stored. */
    void looked(OpenFolder open) {
        looked.put(open.folder().name(), new Looked(StatusAnswer.of(open), System.nanoTime()));
    }

    void forget(String folder) {
        looked.remove(folder);
    }
}
