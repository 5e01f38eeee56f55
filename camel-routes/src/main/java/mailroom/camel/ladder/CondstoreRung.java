package mailroom.camel.ladder;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.folder.FolderMark;

/** Changed flags are asked for by HIGHESTMODSEQ (RFC 7162, 3.1), vanished UIDs where the count of mails says so. */
final class CondstoreRung implements Rung {

    private final Rung withoutModSeq;

    /** @param withoutModSeq for a folder without HIGHESTMODSEQ (NOMODSEQ) */
    CondstoreRung(Rung withoutModSeq) {
        this.withoutModSeq = withoutModSeq;
    }

    @Override
    public OpenFolder open(ImapSession session, ListedFolder folder, Optional<FolderMark> last, ChangeReceiver changes)
            throws IOException {
        return session.examineCondstore(folder);
    }

    @Override
    public boolean catchUp(Look look) throws IOException {
        long before = look.before().modSeq();
        long now = look.open().highestModSeq();
        if (now == 0) {
            return withoutModSeq.catchUp(look);
        }
        if (look.isFirst()) {
            return true;
        }
        if (before == 0 || now < before) {
            look.compareFlags();
            return true;
        }
        if (now > before && !look.facts().flagsSince(before, look.before().highestUid(), look.changes())) {
            look.compareFlags();
            return true;
        }
        if (!look.countFits()) {
            look.compareUids();
        }
        return false;
    }
}
