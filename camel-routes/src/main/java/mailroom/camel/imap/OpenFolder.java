package mailroom.camel.imap;

/**
 * A folder as EXAMINE or SELECT opened it.
 *
 * @param uidNext 0 if the server does not say
 * @param highestModSeq 0 if the server has none (RFC 7162)
 */
public record OpenFolder(ListedFolder folder, long uidValidity, long uidNext, long highestModSeq, long exists) {

    private static final long UNKNOWN = -1;

    /** The same folder after time has passed: what may have grown is unknown. */
    public OpenFolder later() {
        return new OpenFolder(folder, uidValidity, 0, highestModSeq, UNKNOWN);
    }
}
