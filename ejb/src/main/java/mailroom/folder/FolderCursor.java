package mailroom.folder;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a folder is taken in.
 *
 * @param highestUid 0 before the first window
 * @param sightings mails of this folder that the ledger has
 * @param syncedAt when its last window was stored
 */
public record FolderCursor(FolderKey folder, long highestUid, long sightings, Optional<Instant> syncedAt) {

    static FolderCursor atStart(FolderKey folder) {
        return new FolderCursor(folder, 0, 0, Optional.empty());
    }
}
