package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.uid.UidSet;
import mailroom.folder.FolderKey;
import mailroom.folder.OwedMails;

/** Takes in mails below a folder's cursor, which stays where it is. */
public final class MissedMails {

    private final OwedMails owed;
    private final FolderReading reading;

    public MissedMails(OwedMails owed, FolderReading reading) {
        this.owed = owed;
        this.reading = reading;
    }

    /** But for those that are owed, which have their own time. */
    public void takeIn(ImapSession session, FolderKey key, SortedSet<Long> uids) throws IOException {
        SortedSet<Long> wanted = new TreeSet<>(uids);
        wanted.removeIf(uid -> owed.isOwed(key, uid));
        List<Long> left = List.copyOf(wanted);
        FolderFacts folder = new FolderFacts(session);
        int atOnce = folder.atOnce(FetchPlan.MOST_RUNS);
        for (int from = 0; from < left.size(); from += atOnce) {
            List<Long> some = new ArrayList<>(left.subList(from, Math.min(left.size(), from + atOnce)));
            SortedMap<Long, Long> sizes = new TreeMap<>();
            // a server that leaves a mail out of a listing may give it all the same
            some.forEach(uid -> sizes.put(uid, 0L));
            String set = UidSet.of(some.stream().mapToLong(Long::longValue).toArray());
            folder.listUnlessRefused(
                    set, facts -> sizes.computeIfPresent(facts.uid(), (uid, size) -> Math.max(0, facts.size())));
            reading.fetchBeside(session, key, sizes, 0);
        }
        reading.settle();
    }
}
