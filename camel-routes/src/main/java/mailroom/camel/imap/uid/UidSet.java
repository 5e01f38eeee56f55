package mailroom.camel.imap.uid;

/** A sequence set of RFC 9051, 4.1.1, as short as runs of neighbours make it. */
public final class UidSet {

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
}
