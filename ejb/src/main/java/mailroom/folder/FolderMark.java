package mailroom.folder;

import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger has of a folder, for the next look to say what changed since.
 *
 * @param highestUid 0 before the first window
 * @param modSeq up to this HIGHESTMODSEQ all changes are stored (RFC 7162); 0 where nothing can be said
 * @param live sightings that the server had at the last look
 * @param comparedAt when the whole folder was last held against the ledger
 * @param objectId the MAILBOXID of RFC 8474
 */
public record FolderMark(
        FolderKey folder,
        long highestUid,
        long modSeq,
        long live,
        Optional<Instant> comparedAt,
        Optional<String> objectId) {

    public static FolderMark atStart(FolderKey folder) {
        return new FolderMark(folder, 0, 0, 0, Optional.empty(), Optional.empty());
    }
}
