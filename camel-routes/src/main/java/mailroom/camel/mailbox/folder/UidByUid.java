package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.util.SortedMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.folder.AsArchived;
import mailroom.folder.FolderComparisons;
import mailroom.folder.FolderMark;

/**
 * The open folder held against the ledger by size and INTERNALDATE, UID by UID, for a server whose UIDVALIDITY proves
 * nothing. It costs about 110 bytes a mail.
 *
 * @param same UIDs whose mail looks as it was archived
 * @param different UIDs whose mail looks otherwise
 * @param added UIDs below the highest of the ledger that it does not have as present
 * @param missing UIDs that the ledger has as present and the server does not list
 */
record UidByUid(long same, long different, long added, long missing) {

    private static final int AT_ONCE = 1_000;

    static UidByUid of(FolderComparisons comparisons, ImapSession session, FolderMark mark) throws IOException {
        FolderFacts folder = new FolderFacts(session);
        int atOnce = folder.atOnce(AT_ONCE);
        long[] counts = new long[3];
        long known = 0;
        long above = 0;
        while (above < mark.highestUid()) {
            SortedMap<Long, AsArchived> some =
                    comparisons.asArchived(mark.folder(), above + 1, mark.highestUid(), atOnce);
            long last = some.size() < atOnce ? mark.highestUid() : some.lastKey();
            long first = above + 1;
            folder.list(first + ":" + last, facts -> {
                AsArchived before = some.get(facts.uid());
                if (facts.uid() >= first && facts.uid() <= last) {
                    boolean looksSame = before != null && before.looksLike(facts.size(), facts.internalDate());
                    counts[before == null ? 2 : looksSame ? 0 : 1]++;
                }
            });
            known += some.size();
            above = last;
        }
        return new UidByUid(counts[0], counts[1], counts[2], Math.max(0, known - counts[0] - counts[1]));
    }

    /** Every UID has the mail that it had. */
    boolean isUnchanged() {
        return same > 0 && different == 0 && added == 0 && missing == 0;
    }

    /** The UIDs were given to other mails, not only one or two of them. */
    boolean isNumberedAnew() {
        return different > 2 || different > same;
    }
}
