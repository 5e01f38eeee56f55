package mailroom.folder;

/**
 * A folder of a mailbox for as long as it keeps its UIDVALIDITY (RFC 9051, 2.3.1.1). The name is decoded Unicode.
 *
 * @param uidValidity as the server announces it; where a server gives its UIDs to other mails without a new one,
 *     {@link #again} counts above the 40 lowest bits
 */
public record FolderKey(String mailbox, String folder, long uidValidity) {

    private static final long AGAIN = 1L << 40;
    /** Where sightings stand whose UID another mail has now; below it is the folder itself. */
    static final long ASIDE = 1L << 52;

    static final int MOST_ASIDE = 1000;

    /** As the server knows it. */
    public long announcedUidValidity() {
        return uidValidity % AGAIN;
    }

    /**
     * Where a sighting of this folder stands once another mail has its UID.
     *
     * @param times how often that happened to the UID before, from 0 to {@link #MOST_ASIDE} - 1
     */
    FolderKey aside(int times) {
        return new FolderKey(mailbox, folder, uidValidity + (times + 1) * ASIDE);
    }

    /** The same folder with the same UIDVALIDITY, whose UIDs mean other mails from now on. */
    public FolderKey again() {
        return new FolderKey(mailbox, folder, uidValidity + AGAIN);
    }
}
