package mailroom.camel.imap.uid;

/** A sequence set of RFC 9051, 4.1.1, as short as runs of neighbours make it. */
public final class UidSet {

    /** The highest that RFC 9051 has; some servers number beyond it. */
    private static final long HIGHEST_BY_RULE = 0xffff_ffffL;

    private UidSet() {}

    /** @param uids ascending, at least one */
    public static String of(long... uids) {
        StringBuilder set = new StringBuilder();
        int i = 0;
        while (i < uids.length) {
            int last = i;
            while (last + 1 < uids.length && uids[last + 1] == uids[last] + 1) {
                last++;
            }
            if (!set.isEmpty()) {
                set.append(',');
            }
            set.append(uids[i]);
            if (last > i) {
                set.append(':').append(uids[last]);
            }
            i = last + 1;
        }
        return set.toString();
    }

    /** All from a UID on, for a server that takes no {@code *}. */
    public static String upToHighest(long firstUid) {
        return firstUid + ":" + highest(firstUid);
    }

    /** No mail from a UID on has a higher one. */
    public static long highest(long firstUid) {
        return firstUid <= HIGHEST_BY_RULE ? HIGHEST_BY_RULE : Long.MAX_VALUE;
    }
}
