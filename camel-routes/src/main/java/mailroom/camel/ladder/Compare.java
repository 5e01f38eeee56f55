package mailroom.camel.ladder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import mailroom.camel.imap.ChangeReceiver;
import mailroom.intake.FolderHistory;
import mailroom.intake.FolderKey;
import mailroom.intake.KnownSighting;

/**
 * Holds a whole folder against the ledger, so many sightings at a time that memory does not grow with the folder. Finds
 * what the cheaper rungs rely on: vanished UIDs, changed flags, and mails below the cursor that the ledger lacks.
 */
public final class Compare {

    static final int BATCH = 10_000;
    /** Mails below the cursor that one look takes in; the next look finds the rest. */
    static final int MOST_MISSED = 20_000;

    private final FolderHistory history;
    private final Map<FolderKey, Long> unexplained = new HashMap<>();
    private final SortedSet<Long> missed = new TreeSet<>();

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

    /** UIDs that the server has below the cursor and the ledger lacks, found since the last call. */
    public SortedSet<Long> takeMissed() {
        SortedSet<Long> found = new TreeSet<>(missed);
        missed.clear();
        return found;
    }

    /** The rest of the folder is left to the next look. */
    public boolean isFull() {
        return missed.size() >= MOST_MISSED;
    }

    void uids(Look look) throws IOException {
        batches(look, (first, last, batch) -> {
            Batch seen = new Batch(batch, look.changes());
            look.facts().uids(first, last, (from, to) -> seen.shownAll(Math.max(from, first), Math.min(to, last)));
            seen.finish();
        });
    }

    void flags(Look look) throws IOException {
        batches(look, (first, last, batch) -> {
            Batch seen = new Batch(batch, look.changes());
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
            seen.finish();
        });
    }

    @FunctionalInterface
    private interface BatchTaker {
        void take(long first, long last, SortedMap<Long, KnownSighting> batch) throws IOException;
    }

    private void batches(Look look, BatchTaker taker) throws IOException {
        long highest = look.before().highestUid();
        long above = 0;
        while (above < highest && !isFull()) {
            SortedMap<Long, KnownSighting> batch =
                    history.sightingsAbove(look.before().folder(), above, BATCH).headMap(highest + 1);
            long last = batch.size() < BATCH ? highest : batch.lastKey();
            taker.take(above + 1, last, batch);
            above = last;
        }
    }

    /** What the server shows of some sightings. */
    private final class Batch {

        private final SortedMap<Long, KnownSighting> expected;
        private final SortedSet<Long> notShown;
        private final ChangeReceiver changes;

        Batch(SortedMap<Long, KnownSighting> expected, ChangeReceiver changes) {
            this.expected = expected;
            this.notShown = new TreeSet<>(expected.keySet());
            this.changes = changes;
        }

        void shownAll(long from, long to) throws IOException {
            if (from > to) {
                return;
            }
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
            if (known.vanished() || !known.flags().equals(flags)) {
                changes.flags(uid, flags);
            }
        }

        void finish() throws IOException {
            for (long uid : notShown) {
                if (!expected.get(uid).vanished()) {
                    changes.vanished(uid, uid);
                }
            }
        }
    }
}
