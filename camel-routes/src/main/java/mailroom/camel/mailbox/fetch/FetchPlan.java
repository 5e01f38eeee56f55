package mailroom.camel.mailbox.fetch;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import mailroom.camel.imap.ImapSession;

/**
 * The mails that one command asks for: several windows of them, so that a distant server is not waited for after each.
 *
 * @param sizes by UID as they are planned, at least one; a mail that comes in pieces has a plan of its own
 */
record FetchPlan(SortedMap<Long, Long> sizes) {

    /** Of UIDs that follow each other: each takes up to 22 bytes of the command's line. */
    static final int MOST_RUNS = 500;

    /**
     * The oldest of what a look found.
     *
     * @param sizes at least one, as the server announced them
     * @param likely what an announced size is planned as: where all are too large by far, mails would come one by one
     * @param span what the mails together may take, unless the first alone takes more
     * @param atOnce so many mails at most
     */
    static FetchPlan first(SortedMap<Long, Long> sizes, LongUnaryOperator likely, FetchSpan span, int atOnce) {
        int most = Math.min(atOnce, span.mails());
        SortedMap<Long, Long> mails = new TreeMap<>();
        long bytes = 0;
        int runs = 0;
        for (var mail : sizes.entrySet()) {
            long uid = mail.getKey();
            long size = likely.applyAsLong(mail.getValue());
            boolean follows = mails.containsKey(uid - 1);
            boolean hasRoom = mails.size() < most && bytes + size <= span.bytes() && (runs < MOST_RUNS || follows);
            if (!mails.isEmpty() && (!hasRoom || comesInPieces(size))) {
                break;
            }
            mails.put(uid, size);
            bytes += size;
            runs += follows ? 0 : 1;
            if (comesInPieces(size)) {
                break;
            }
        }
        return new FetchPlan(mails);
    }

    private static boolean comesInPieces(long size) {
        return size > ImapSession.PIECE_BYTES;
    }

    boolean isOneLargeMail() {
        return sizes.size() == 1 && comesInPieces(sizes.get(sizes.firstKey()));
    }

    long bytes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    long[] uids() {
        return sizes.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
