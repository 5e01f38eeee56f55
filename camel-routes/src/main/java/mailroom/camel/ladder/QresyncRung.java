package mailroom.camel.ladder;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.folder.Resync;
import mailroom.folder.FolderMark;

/** The opening itself tells changed flags and vanished UIDs (RFC 7162, 3.2.5). */
final class QresyncRung implements Rung {

    private final Rung withoutResync;

    /** @param withoutResync for a folder that was opened without, or whose server told nothing with the opening */
    QresyncRung(Rung withoutResync) {
        this.withoutResync = withoutResync;
    }

    @Override
    public OpenFolder open(ImapSession session, ListedFolder folder, Optional<FolderMark> last, ChangeReceiver changes)
            throws IOException {
        if (last.isEmpty() || last.get().modSeq() == 0) {
            return session.examine(folder);
        }
        FolderMark mark = last.get();
        Resync since = new Resync(mark.folder().announcedUidValidity(), mark.modSeq(), mark.highestUid());
        return session.examineResynced(folder, since, changes);
    }

    @Override
    public boolean catchUp(Look look) throws IOException {
        if (!look.open().resynced()) {
            return withoutResync.catchUp(look);
        }
        if (!look.countFits()) {
            look.compareUids();
        }
        return false;
    }
}
