package mailroom.camel.imap.search;

import java.util.List;
import java.util.SortedMap;

/**
 * What a server lists of a folder.
 *
 * @param byUid RFC822.SIZE; -1 for a mail that is there and whose size the server does not tell
 * @param refused what it does not list at all
 */
public record ListedSizes(SortedMap<Long, Long> byUid, List<Refused> refused) {

    /**
     * UIDs from first to last, both included, that may hold mails.
     *
     * @param words the server's own
     */
    public record Refused(long firstUid, long lastUid, String words) {}

    public boolean isEmpty() {
        return byUid.isEmpty();
    }
}
