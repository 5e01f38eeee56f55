package mailroom.camel.mailbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.UidSet;
import mailroom.intake.FolderKey;
import mailroom.intake.OwedMail;

/** Asks an open folder once more for the mails that its server owes and whose pause is over. */
final class OwedFetch {

    /** The widest run that is asked for its mails one UID after the other. */
    private static final long WIDEST_RUN = 10_000;

    private final IntakeDesk desk;
    private final FolderReading reading;

    OwedFetch(IntakeDesk desk, FolderReading reading) {
        this.desk = desk;
        this.reading = reading;
    }

    void ask(ImapSession session, FolderKey key) throws IOException {
        Set<Long> owed = new TreeSet<>();
        for (OwedMail mail : desk.owed().due(key)) {
            for (long uid = mail.uid(); uid <= Math.min(mail.lastUid(), mail.uid() + WIDEST_RUN); uid++) {
                owed.add(uid);
            }
        }
        if (owed.isEmpty()) {
            return;
        }
        SortedMap<Long, Long> sizes = sizes(session, owed);
        reading.fetchOwed(session, new FolderProgress(key, 0), sizes, owed);
        reading.settle();
    }

    /** Of those whose size the server tells; 0 for the others, which are asked for all the same. */
    private static SortedMap<Long, Long> sizes(ImapSession session, Set<Long> owed) throws IOException {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        owed.forEach(uid -> sizes.put(uid, 0L));
        List<Long> all = new ArrayList<>(owed);
        for (int from = 0; from < all.size(); from += FetchPlan.MOST_RUNS) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + FetchPlan.MOST_RUNS));
            String set = UidSet.of(some.stream().mapToLong(Long::longValue).toArray());
            try {
                new FolderFacts(session)
                        .list(
                                set,
                                facts -> sizes.computeIfPresent(facts.uid(), (uid, size) -> Math.max(0, facts.size())));
            } catch (ImapProblem refused) {
                if (!refused.isRefusal()) {
                    throw refused;
                }
            }
        }
        return sizes;
    }
}
