package mailroom.intake;

/**
 * A folder of a mailbox for as long as it keeps its UIDVALIDITY (RFC 9051, 2.3.1.1). The name is decoded Unicode.
 *
 * @param uidValidity as the server announces it; where a server gives its UIDs to other mails without a new one,
 *     {@link #again} counts above the 40 lowest bits
 */
public record FolderKey(String mailbox, String folder, long uidValidity) {

    private static final long AGAIN = 1L << 40;

    /** As the server knows it. */
    public long announcedUidValidity() {
        return uidValidity % AGAIN;
    }

    /** The same folder with the same UIDVALIDITY, whose UIDs mean other mails from now on. */
    public FolderKey again() {
        return new FolderKey(mailbox, folder, uidValidity + AGAIN);
    }
}
