package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.camel.mailbox.fetch.FolderReading;
import mailroom.folder.AsArchived;
import mailroom.folder.FolderKey;
import mailroom.folder.SightedMail;

/**
 * Finds mails that the server has replaced under their UIDs: those whose size or INTERNALDATE is another one than when
 * they were archived are fetched once more. Suspects and the newest are looked at each time, of the others a share, so
 * that a round over the folder takes less than a day.
 */
final class LooksCheck {

    /** At about 110 bytes each on the wire; a folder of more than four times as many takes longer than a day. */
    static final int MOST_CHECKED = 150_000;

    static final int NEWEST = 500;
    private static final Duration ROUND = Duration.ofHours(20);
    private static final int AT_ONCE = 1_000;
    private static final int MOST_FETCHED = 2_000;
    /** So many differ and prove to be the same: the server says sizes or dates at random, and is left in peace. */
    private static final int MOST_ALIKE = 20;

    private final FolderLedger ledger;
    private final FolderReading reading;
    private final ImapSession session;
    private final FolderKey key;
    private final SortedMap<Long, MailFacts> differing = new TreeMap<>();

    LooksCheck(FolderLedger ledger, FolderReading reading, ImapSession session, FolderKey key) {
        this.ledger = ledger;
        this.reading = reading;
        this.session = session;
        this.key = key;
    }

    /** How many mails of a folder are due since the last check. */
    static int share(long live, Duration since) {
        long due = live * Math.max(0, since.toSeconds()) / ROUND.toSeconds() + 1;
        return (int) Math.min(MOST_CHECKED, Math.max(NEWEST, due));
    }

    void suspects(Collection<Long> uids) throws IOException {
        for (long uid : uids) {
            if (differing.size() < MOST_FETCHED) {
                check(uid, uid);
            }
        }
    }

    void newest(long highestUid) throws IOException {
        long above = Math.max(0, highestUid - NEWEST);
        while (above < highestUid) {
            SortedMap<Long, AsArchived> some = check(above + 1, highestUid);
            above = some.isEmpty() ? highestUid : some.lastKey();
        }
    }

    /** @return up to which UID the round has come; 0 where it is at its end */
    long share(long aboveUid, long highestUid, int most) throws IOException {
        long above = aboveUid;
        int checked = 0;
        while (checked < most && differing.size() < MOST_FETCHED) {
            SortedMap<Long, AsArchived> some = check(above + 1, highestUid);
            if (some.isEmpty()) {
                return 0;
            }
            checked += some.size();
            above = some.lastKey();
        }
        return above;
    }

    private SortedMap<Long, AsArchived> check(long firstUid, long lastUid) throws IOException {
        FolderFacts facts = new FolderFacts(session);
        SortedMap<Long, AsArchived> known =
                ledger.comparisons().asArchived(key, firstUid, lastUid, facts.atOnce(AT_ONCE));
        if (!known.isEmpty()) {
            facts.list(known.firstKey() + ":" + known.lastKey(), now -> {
                AsArchived before = known.get(now.uid());
                if (before != null && !before.looksLike(now.size(), now.internalDate())) {
                    differing.put(now.uid(), now);
                }
            });
        }
        return known;
    }

    /** @return how many were replaced; they are archived */
    int fetch() throws IOException {
        int replaced = 0;
        int alike = 0;
        List<MailFacts> left = new ArrayList<>(differing.values());
        for (int from = 0; from < left.size() && alike < MOST_ALIKE; from += MOST_ALIKE) {
            List<MailFacts> some = left.subList(from, Math.min(left.size(), from + MOST_ALIKE));
            int others = fetch(some);
            replaced += others;
            alike += some.size() - others;
        }
        return replaced;
    }

    private int fetch(List<MailFacts> some) throws IOException {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        SortedMap<Long, Optional<SightedMail>> before = new TreeMap<>();
        for (MailFacts facts : some) {
            sizes.put(facts.uid(), facts.size());
            before.put(facts.uid(), ledger.history().sighted(key, facts.uid()));
        }
        reading.fetchBeside(session, key, sizes, 0);
        reading.settle();
        int replaced = 0;
        for (MailFacts facts : some) {
            Optional<SightedMail> now = ledger.history().sighted(key, facts.uid());
            boolean other =
                    !now.map(SightedMail::id).equals(before.get(facts.uid()).map(SightedMail::id));
            replaced += other ? 1 : 0;
            // what the server did not give is asked for again, and until then the archive has what it had
            if (!ledger.owed().isOwed(key, facts.uid())) {
                ledger.comparisons().looksNow(key, facts.uid(), facts.size(), facts.internalDate(), false);
            }
        }
        return replaced;
    }
}
