package mailroom.camel.ladder;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.folder.FolderMark;

/**
 * How the changes in a folder since the last look are asked for. New mail is not a rung's matter: it is whatever has a
 * UID above the highest that the ledger has, on every rung.
 */
public interface Rung {

    /**
     * Opens the folder.
     *
     * @param last what the ledger has under the folder's name, perhaps with another UIDVALIDITY
     * @param changes of the mails that the ledger has, where the opening tells them
     */
    OpenFolder open(ImapSession session, ListedFolder folder, Optional<FolderMark> last, ChangeReceiver changes)
            throws IOException;

    /**
     * Asks for what the opening left unsaid, once the new mails are stored.
     *
     * @return whether the whole folder was held against the ledger
     */
    boolean catchUp(Look look) throws IOException;
}
