package mailroom.camel.imap.search;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.fetch.FetchResponses;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.search.ListedSizes.Refused;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.uid.UidSet;

/**
 * One question for the sizes of mails above a UID. What is refused is asked for in halves, down to one mail, and its UIDs
 * by a search; a mail whose size is not told is listed without one.
 */
public final class SizeListing {

    /** Sizes that one look takes in; the rest is seen by the next look. */
    public static final int MOST_PLANNED = LearnedLimits.LISTING;

    /** Refused commands in one look; what is left then is listed without sizes. */
    static final int MOST_REFUSALS = 64;

    /** Stands for the UID of the newest mail, whatever that is. */
    private static final long NEWEST = Long.MAX_VALUE;

    private static final String SIZES = "UID FETCH (RFC822.SIZE)";
    /** A set up to * names the newest mail also where that lies below. */
    private static final int FOREIGN_BY_RULE = 1;

    private final ImapConnection connection;
    private final LearnedLimits limits;
    private final TreeMap<Long, Long> sizes = new TreeMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private int refusals;
    private long highestListed = NEWEST;

    public SizeListing(ImapConnection connection) {
        this.connection = connection;
        limits = connection.limits();
    }

    /** @param uidNext 0 if the server does not say; only cuts the question into pieces */
    public ListedSizes above(long uid, long uidNext) throws IOException {
        highestListed = uidNext > uid + 1 ? uidNext - 1 : NEWEST;
        if (limits.sizesAreAsked() && limits.listing() == LearnedLimits.LISTING) {
            new ImapExtensions(connection)
                    .instead(SIZES, () -> inRanges(uid + 1, uidNext), () -> note(search(uid + 1, NEWEST)));
        } else {
            bySearch(uid + 1);
        }
        return new ListedSizes(sizes, refused);
    }

    /** Whether a search finds a mail above the UID; false where the server refuses it, which it may in an empty folder. */
    public boolean findsAbove(long uid) throws IOException {
        try {
            return search(uid + 1, NEWEST).length > 0;
        } catch (ImapProblem refused) {
            if (!refused.isRefusal()) {
                throw refused;
            }
            return false;
        }
    }

    private void inRanges(long first, long uidNext) throws IOException {
        long from = first;
        long width = Math.min(limits.listing(), limits.setMails());
        while (sizes.isEmpty()) {
            boolean last = uidNext == 0 || from + width >= uidNext;
            range(from, last ? NEWEST : from + width - 1);
            if (last) {
                break;
            }
            from += width;
            width *= 2;
        }
    }

    /** The server is slow with sizes, or does not tell them. */
    private void bySearch(long from) throws IOException {
        long[] uids = search(from, NEWEST);
        note(uids);
        int width = Math.min(limits.listing(), limits.setMails());
        if (limits.sizesAreAsked() && uids.length > 0) {
            long[] first = Arrays.copyOf(uids, Math.min(uids.length, width));
            sizes.tailMap(first[first.length - 1], false).clear();
            inHalves(first);
        }
    }

    private void note(long[] uids) {
        for (long uid : uids) {
            put(uid, -1);
        }
    }

    private void put(long uid, long size) {
        sizes.merge(uid, size, (before, now) -> now < 0 ? before : now);
        if (sizes.size() > MOST_PLANNED) {
            sizes.pollLastEntry();
        }
    }

    private void range(long from, long to) throws IOException {
        try {
            ask(from, to);
        } catch (ImapProblem problem) {
            if (!problem.leavesServer()) {
                throw problem;
            }
            refusals++;
            rangeOtherwise(from, to, problem);
        }
    }

    private void rangeOtherwise(long from, long to, ImapProblem problem) throws IOException {
        try {
            long[] uids = search(from, to);
            note(uids);
            inHalves(uids);
        } catch (ImapProblem alsoRefused) {
            if (!alsoRefused.leavesServer()) {
                throw alsoRefused;
            }
            if (from == to || refusals >= MOST_REFUSALS) {
                refused.add(new Refused(from, to == NEWEST ? UidSet.highest(from) : to, problem.serverWords()));
                return;
            }
            long middle = to == NEWEST ? Math.min(to - 1, from + limits.listing()) : (from + to) >>> 1;
            range(from, middle);
            range(middle + 1, to);
        }
    }

    /** Sizes stay unknown of those that are refused one by one. */
    private void inHalves(long[] uids) throws IOException {
        if (uids.length == 0 || refusals >= MOST_REFUSALS) {
            return;
        }
        try {
            ask(UidSet.of(uids), uids.length, uid -> Arrays.binarySearch(uids, uid) >= 0, 0);
        } catch (ImapProblem problem) {
            if (!problem.leavesServer()) {
                throw problem;
            }
            refusals++;
            if (uids.length > 1) {
                inHalves(Arrays.copyOf(uids, uids.length / 2));
                inHalves(Arrays.copyOfRange(uids, uids.length / 2, uids.length));
            }
        }
    }

    private void ask(long from, long to) throws IOException {
        long last = to;
        while (last >= from) {
            long believed = Math.max(from, Math.min(last, highestListed));
            int most = (int) Math.min(believed - from + 1, MOST_PLANNED);
            long unasked = last == NEWEST ? askUpToNewest(from, most) : ask(from + ":" + last, most, from);
            last = unasked < last ? unasked : 0;
        }
    }

    private long askUpToNewest(long from, int most) throws IOException {
        long[] unasked = new long[1];
        new ImapExtensions(connection)
                .instead(
                        ImapExtensions.UP_TO_NEWEST,
                        () -> unasked[0] = ask(from + ":*", most, from),
                        () -> unasked[0] = ask(UidSet.upToHighest(from), most, from));
        return unasked[0];
    }

    /** A server that tells of other mails than it was asked for may number them wrongly: a search tells which there are. */
    private long ask(String range, int most, long from) throws IOException {
        int[] foreign = new int[1];
        LongPredicate isAskedFor = uid -> {
            foreign[0] += uid < from ? 1 : 0;
            return uid >= from;
        };
        long unasked = ask(range, most, isAskedFor, from);
        if (foreign[0] > FOREIGN_BY_RULE) {
            note(search(from, NEWEST));
        }
        return unasked;
    }

    /** @return up to which UID the server left out what was asked, because of its limit (RFC 9738); 0 for nothing */
    private long ask(String set, int mails, LongPredicate wanted, long from) throws IOException {
        Sizes answer = new Sizes(wanted);
        FetchResponses fetched = new FetchResponses(answer, wanted::test, 0);
        MessageLimit limit = new MessageLimit(fetched, limits);
        long begun = System.nanoTime();
        try {
            connection.command("UID FETCH " + set + " (UID RFC822.SIZE)", limit);
        } catch (ImapProblem problem) {
            if (problem.kind() == ImapProblem.Kind.TIMEOUT) {
                limits.listingTimedOut(mails);
            }
            throw problem;
        }
        limits.listed(answer.count, Duration.ofNanos(System.nanoTime() - begun));
        return limit.lowestUid() > from ? limit.lowestUid() - 1 : 0;
    }

    private long[] search(long from, long to) throws IOException {
        TreeMap<Long, Boolean> found = new TreeMap<>();
        new UidSearch(connection).uids(from, to, (first, last) -> {
            for (long uid = Math.max(first, from); uid <= Math.min(last, to); uid++) {
                found.put(uid, true);
                if (found.size() > MOST_PLANNED && found.pollLastEntry().getKey() == uid) {
                    return;
                }
            }
        });
        return found.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    private final class Sizes implements FetchResponses.Receiver {

        private final LongPredicate wanted;
        private int count;

        Sizes(LongPredicate wanted) {
            this.wanted = wanted;
        }

        @Override
        public OutputStream body(Optional<MailFacts> facts, long length) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void complete(MailFacts facts, long bodyLength) {
            count++;
            put(facts.uid(), facts.size());
        }

        @Override
        public void unreadable(OptionalLong uid, String words) {
            if (uid.isPresent() && wanted.test(uid.getAsLong())) {
                put(uid.getAsLong(), -1);
            }
        }
    }
}
