package mailroom.camel.ladder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.uid.UidRuns;
import mailroom.folder.FolderHistory;
import mailroom.folder.FolderKey;
import mailroom.folder.KnownSighting;

/**
 * Holds a whole folder against the ledger, so many sightings at a time that memory does not grow with the folder. Finds
 * what the cheaper rungs rely on: vanished UIDs, changed flags, mails below the cursor that the ledger lacks, and
 * sightings that are wrongly taken to have vanished. Counts, MODSEQ and VANISHED have no part in it.
 */
public final class Compare {

    static final int BATCH = 10_000;
    /** Mails below the cursor that one look takes in; the next look finds the rest. */
    static final int MOST_MISSED = 20_000;

    /** An answer with fewer runs or UIDs than this is asked for in wider ranges, one with many more in narrower ones. */
    private static final int SMALL_ANSWER = 2_500;

    private static final int LARGE_ANSWER = 40_000;
    /** Mails of one answer, however short it is. */
    private static final int MOST_AT_ONCE = 200_000;

    private final FolderHistory history;
    private final Map<FolderKey, Long> unexplained = new HashMap<>();
    private final SortedSet<Long> missed = new TreeSet<>();
    private final Map<FolderKey, Findings> findings = new HashMap<>();

    /** What was found of a folder since somebody asked. */
    private static final class Findings {
        private SortedSet<Long> back = new TreeSet<>();
        private int vanished;
        private boolean contradicted;
    }

    public Compare(FolderHistory history) {
        this.history = history;
    }

    /** By how many mails server and ledger differed after the last compare: those that were passed over, in the main. */
    long unexplained(FolderKey folder) {
        return unexplained.getOrDefault(folder, 0L);
    }

    public void explained(FolderKey folder, long difference) {
        unexplained.put(folder, difference);
    }

    private Findings of(FolderKey folder) {
        return findings.computeIfAbsent(folder, key -> new Findings());
    }

    /** UIDs that the server has below the cursor and the ledger lacks, found since the last call. */
    public SortedSet<Long> takeMissed() {
        SortedSet<Long> found = new TreeSet<>(missed);
        missed.clear();
        return found;
    }

    /** UIDs of a folder that the ledger had as vanished and the server has, found since the last call; at most some thousand. */
    public SortedSet<Long> takeBack(FolderKey folder) {
        SortedSet<Long> found = of(folder).back;
        of(folder).back = new TreeSet<>();
        return found;
    }

    /** How many of a folder were found to have vanished since the last call. */
    public int takeVanished(FolderKey folder) {
        int found = of(folder).vanished;
        of(folder).vanished = 0;
        return found;
    }

    public boolean hasContradiction(FolderKey folder) {
        return of(folder).contradicted;
    }

    /** The server contradicted itself since the last call, so that mails that it did not list still count as there. */
    public boolean takeContradicted(FolderKey folder) {
        boolean was = of(folder).contradicted;
        of(folder).contradicted = false;
        return was;
    }

    /** The rest of the folder is left to the next look. */
    public boolean isFull() {
        return missed.size() >= MOST_MISSED;
    }

    /** The UIDs alone, asked for in ranges that grow while the answers are short. */
    public void uids(Look look) throws IOException {
        Absent absent = new Absent(look.listing()::fetched);
        long highest = look.before().highestUid();
        long above = 0;
        long width = BATCH;
        while (above < highest && !isFull()) {
            long last = Math.min(highest, above + width);
            UidRuns shown = look.listing().shortest(above + 1, last);
            hold(look, above, last, shown, absent);
            above = last;
            if (shown.runs() <= SMALL_ANSWER && shown.size() <= MOST_AT_ONCE) {
                width *= 4;
            } else if (shown.runs() > LARGE_ANSWER) {
                width = Math.max(BATCH, width / 4);
            }
        }
        conclude(look, absent);
    }

    private void hold(Look look, long above, long last, UidRuns shown, Absent absent) throws IOException {
        long from = above;
        while (from < last && !isFull()) {
            SortedMap<Long, KnownSighting> batch = batchAbove(look, from, last);
            long to = batch.size() < BATCH ? last : batch.lastKey();
            Batch seen = new Batch(batch, look.changes(), of(look.before().folder()).back);
            shown.within(from + 1, to, seen::shownAll);
            absent.add(seen.absent());
            from = to;
        }
    }

    private SortedMap<Long, KnownSighting> batchAbove(Look look, long above, long last) {
        return history.sightingsAbove(look.before().folder(), above, BATCH).headMap(last + 1);
    }

    private void conclude(Look look, Absent absent) throws IOException {
        Findings found = of(look.before().folder());
        found.vanished += absent.conclude(look, missed.size());
        found.contradicted |= absent.isContradicted();
    }

    void flags(Look look) throws IOException {
        Absent absent = new Absent(look.listing()::searched);
        long highest = look.before().highestUid();
        long above = 0;
        while (above < highest && !isFull()) {
            SortedMap<Long, KnownSighting> batch = batchAbove(look, above, highest);
            long first = above + 1;
            long last = batch.size() < BATCH ? highest : batch.lastKey();
            Batch seen = new Batch(batch, look.changes(), of(look.before().folder()).back);
            look.facts().flags(first, last, new ChangeReceiver() {
                @Override
                public void flags(long uid, String flags) throws IOException {
                    if (uid >= first && uid <= last) {
                        seen.shown(uid, flags);
                    }
                }

                @Override
                public void vanished(long firstUid, long lastUid) throws IOException {
                    look.changes().vanished(firstUid, lastUid);
                }
            });
            absent.add(seen.absent());
            above = last;
        }
        conclude(look, absent);
    }

    /** What the server shows of some sightings. */
    private final class Batch {

        private final SortedMap<Long, KnownSighting> expected;
        private final SortedSet<Long> notShown = new TreeSet<>();
        private final ChangeReceiver changes;
        private final SortedSet<Long> back;

        Batch(SortedMap<Long, KnownSighting> expected, ChangeReceiver changes, SortedSet<Long> back) {
            this.expected = expected;
            this.changes = changes;
            this.back = back;
            expected.forEach((uid, known) -> {
                if (!known.vanished()) {
                    notShown.add(uid);
                }
            });
        }

        void shownAll(long from, long to) throws IOException {
            SortedMap<Long, KnownSighting> here = expected.subMap(from, to + 1);
            for (var known : here.entrySet()) {
                shown(known.getKey(), known.getValue().flags());
            }
            for (long uid = from, left = to - from + 1 - here.size(); left > 0 && !isFull(); uid++) {
                if (!expected.containsKey(uid)) {
                    missed.add(uid);
                    left--;
                }
            }
        }

        void shown(long uid, String flags) throws IOException {
            KnownSighting known = expected.get(uid);
            if (known == null) {
                if (!isFull()) {
                    missed.add(uid);
                }
                return;
            }
            notShown.remove(uid);
            if (known.vanished() && back.size() < MOST_MISSED) {
                back.add(uid);
            }
            if (known.vanished() || !known.flags().equals(flags)) {
                changes.flags(uid, flags);
            }
        }

        /** Those that the ledger has as present. */
        SortedSet<Long> absent() {
            return notShown;
        }
    }
}
