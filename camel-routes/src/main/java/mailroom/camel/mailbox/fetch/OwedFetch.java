package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.search.ListedSizes.Refused;
import mailroom.camel.imap.uid.UidSet;
import mailroom.folder.FolderKey;
import mailroom.folder.OwedMail;

/** Asks an open folder once more for the mails that its server owes and whose pause is over. */
public final class OwedFetch {

    /** Of a run that is listed at last; the comparison finds the rest. */
    private static final int RUN_MAILS_MAX = 5_000;

    private final FolderLedger ledger;
    private final FolderReading reading;

    public OwedFetch(FolderLedger ledger, FolderReading reading) {
        this.ledger = ledger;
        this.reading = reading;
    }

    public void ask(ImapSession session, FolderKey key) throws IOException {
        Set<Long> owed = new TreeSet<>();
        for (OwedMail mail : ledger.owed().due(key)) {
            if (mail.uid() == mail.lastUid()) {
                owed.add(mail.uid());
            } else {
                askRun(session, key, mail);
            }
        }
        if (!owed.isEmpty()) {
            reading.fetchOwed(session, new FolderProgress(key, 0), sizes(session, owed), owed);
        }
        reading.settle();
    }

    /** A run that was not listed: what of it is listed now comes in, and the run is owed no longer. */
    private void askRun(ImapSession session, FolderKey key, OwedMail run) throws IOException {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        try {
            new FolderFacts(session).list(run.uid() + ":" + run.lastUid(), facts -> {
                if (facts.uid() >= run.uid() && facts.uid() <= run.lastUid() && sizes.size() < RUN_MAILS_MAX) {
                    sizes.put(facts.uid(), Math.max(0, facts.size()));
                }
            });
        } catch (ImapProblem refused) {
            if (!refused.leavesServer()) {
                throw refused;
            }
            reading.oweRanges(key, List.of(new Refused(run.uid(), run.lastUid(), refused.serverWords())));
            return;
        }
        if (!sizes.isEmpty()) {
            sizes.keySet().removeAll(ledger.cursors().seenUids(key, sizes.firstKey(), sizes.lastKey()));
        }
        reading.fetchBeside(session, key, sizes, 0);
        reading.paid(key, run.uid());
    }

    /** Of those whose size the server tells; 0 for the others, which are asked for all the same. */
    private static SortedMap<Long, Long> sizes(ImapSession session, Set<Long> owed) throws IOException {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        owed.forEach(uid -> sizes.put(uid, 0L));
        List<Long> all = new ArrayList<>(owed);
        FolderFacts folder = new FolderFacts(session);
        int atOnce = folder.atOnce(FetchPlan.MOST_RUNS);
        for (int from = 0; from < all.size(); from += atOnce) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + atOnce));
            String set = UidSet.of(some.stream().mapToLong(Long::longValue).toArray());
            folder.listUnlessRefused(
                    set, facts -> sizes.computeIfPresent(facts.uid(), (uid, size) -> Math.max(0, facts.size())));
        }
        return sizes;
    }
}
