package mailroom.camel.imap.folder;

import java.util.Optional;

/**
 * A folder as EXAMINE or SELECT opened it.
 *
 * @param uidValidity 0 if the server gives none: its UIDs mean something in this session only
 * @param uidNext 0 if the server does not say
 * @param highestModSeq 0 if the server has none (RFC 7162)
 * @param objectId MAILBOXID (RFC 8474)
 * @param resynced the server told with the opening what changed since the state it was given (RFC 7162, QRESYNC)
 */
public record OpenFolder(
        ListedFolder folder,
        long uidValidity,
        long uidNext,
        long highestModSeq,
        long exists,
        Optional<String> objectId,
        boolean resynced) {

    private static final long UNKNOWN = -1;

    /** The same folder after time has passed: what may have grown is unknown. */
    public OpenFolder later() {
        return new OpenFolder(folder, uidValidity, 0, highestModSeq, UNKNOWN, objectId, resynced);
    }
}
