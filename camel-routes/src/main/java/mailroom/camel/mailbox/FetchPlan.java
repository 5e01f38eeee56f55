package mailroom.camel.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.camel.imap.ImapSession;
import mailroom.settings.ServerLimits;

/**
 * The mails that one command asks for: several windows of them, so that a distant server is not waited for after each.
 *
 * @param sizes by UID as the server announced them, at least one; a mail that comes in pieces has a plan of its own
 */
record FetchPlan(SortedMap<Long, Long> sizes) {

    static final int MOST_MAILS = 2_000;
    static final long MOST_BYTES = 64L * 1024 * 1024;
    /** Where a day's bytes are limited: they are counted between commands. */
    static final long MOST_BYTES_COUNTED = 16L * 1024 * 1024;
    /** Of UIDs that follow each other: each takes up to 22 bytes of the command's line. */
    static final int MOST_RUNS = 500;

    /** Cuts what a look found into plans, the oldest first. */
    static List<FetchPlan> cut(SortedMap<Long, Long> sizes, ServerLimits limits) {
        List<FetchPlan> plans = new ArrayList<>();
        long most = limits.bytesPerDay() > 0 ? MOST_BYTES_COUNTED : MOST_BYTES;
        Open open = new Open(most);
        for (var mail : sizes.entrySet()) {
            boolean large = mail.getValue() > ImapSession.PIECE_BYTES;
            if (!open.mails.isEmpty() && (large || !open.hasRoomFor(mail.getKey(), mail.getValue()))) {
                plans.add(new FetchPlan(open.mails));
                open = new Open(most);
            }
            open.add(mail.getKey(), mail.getValue());
            if (large) {
                plans.add(new FetchPlan(open.mails));
                open = new Open(most);
            }
        }
        if (!open.mails.isEmpty()) {
            plans.add(new FetchPlan(open.mails));
        }
        return plans;
    }

    boolean isOneLargeMail() {
        return sizes.size() == 1 && sizes.get(sizes.firstKey()) > ImapSession.PIECE_BYTES;
    }

    long[] uids() {
        return sizes.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /** A plan that is being filled. */
    private static final class Open {

        private final SortedMap<Long, Long> mails = new TreeMap<>();
        private final long mostBytes;
        private long bytes;
        private int runs;

        Open(long mostBytes) {
            this.mostBytes = mostBytes;
        }

        boolean hasRoomFor(long uid, long size) {
            return mails.size() < MOST_MAILS
                    && bytes + size <= mostBytes
                    && (runs < MOST_RUNS || mails.containsKey(uid - 1));
        }

        void add(long uid, long size) {
            if (!mails.containsKey(uid - 1)) {
                runs++;
            }
            mails.put(uid, size);
            bytes += size;
        }
    }
}
