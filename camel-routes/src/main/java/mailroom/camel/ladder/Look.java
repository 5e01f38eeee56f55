package mailroom.camel.ladder;

import java.io.IOException;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.UidListing;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.folder.FolderMark;

/**
 * One look at an open folder, once its new mails are stored.
 *
 * @param before from before the look; its UIDs are the ones that may have changed
 * @param live how many mails the server should have by the ledger, of those that it had when the folder was opened
 */
public record Look(
        FolderFacts facts,
        UidListing listing,
        OpenFolder open,
        FolderMark before,
        long live,
        Compare compare,
        ChangeReceiver changes) {

    /** Whatever the server has was read in this look. */
    boolean isFirst() {
        return before.highestUid() == 0;
    }

    /** The server has as many mails as the ledger says, or differs by as many as the last compare could not explain. */
    boolean countFits() {
        return open.exists() - live == compare.unexplained(before.folder());
    }

    void compareUids() throws IOException {
        compare.uids(this);
    }

    void compareFlags() throws IOException {
        compare.flags(this);
    }
}
