package mailroom.camel.ladder;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.imap.ChangeReceiver;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ListedFolder;
import mailroom.camel.imap.OpenFolder;
import mailroom.camel.imap.Resync;
import mailroom.intake.FolderMark;

/** The opening itself tells changed flags and vanished UIDs (RFC 7162, 3.2.5). */
final class QresyncRung implements Rung {

    private final Rung withoutModSeq;

    /** @param withoutModSeq for a folder without HIGHESTMODSEQ (NOMODSEQ) */
    QresyncRung(Rung withoutModSeq) {
        this.withoutModSeq = withoutModSeq;
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
        if (look.open().highestModSeq() == 0) {
            return withoutModSeq.catchUp(look);
        }
        if (look.isFirst()) {
            return true;
        }
        if (!look.open().resynced()) {
            look.compareFlags();
            return true;
        }
        if (!look.countFits()) {
            look.compareUids();
        }
        return false;
    }
}
