package mailroom.camel.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.camel.imap.ImapSession;

/**
 * One window of mails to fetch.
 *
 * @param sizes by UID as the server announced them, at least one; a mail that comes in pieces has a window of its own
 */
record WindowPlan(SortedMap<Long, Long> sizes) {

    static final int MOST_MAILS = 500;
    static final long MOST_BYTES = 16L * 1024 * 1024;

    /** Cuts what a look found into windows, the oldest first. */
    static List<WindowPlan> cut(SortedMap<Long, Long> sizes) {
        List<WindowPlan> plans = new ArrayList<>();
        SortedMap<Long, Long> open = new TreeMap<>();
        long bytes = 0;
        for (var mail : sizes.entrySet()) {
            boolean large = mail.getValue() > ImapSession.PIECE_BYTES;
            if (!open.isEmpty() && (large || open.size() == MOST_MAILS || bytes + mail.getValue() > MOST_BYTES)) {
                plans.add(new WindowPlan(open));
                open = new TreeMap<>();
                bytes = 0;
            }
            open.put(mail.getKey(), mail.getValue());
            bytes += mail.getValue();
            if (large) {
                plans.add(new WindowPlan(open));
                open = new TreeMap<>();
                bytes = 0;
            }
        }
        if (!open.isEmpty()) {
            plans.add(new WindowPlan(open));
        }
        return plans;
    }

    boolean isOneLargeMail() {
        return sizes.size() == 1 && sizes.get(sizes.firstKey()) > ImapSession.PIECE_BYTES;
    }

    long[] uids() {
        return sizes.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
