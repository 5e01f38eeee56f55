package mailroom.camel.mailbox.folder;

import java.util.List;
import java.util.Set;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderKey;

/**
 * Folders that the ledger has mails of and the server lists no longer. They are looked for once for each listing and not
 * for each new folder, of which a mailbox may have tens of thousands.
 */
final class LostFolders {

    private final String mailbox;
    private final FolderCursors cursors;
    private Set<String> listed = Set.of();
    private List<FolderKey> lost;

    LostFolders(String mailbox, FolderCursors cursors) {
        this.mailbox = mailbox;
        this.cursors = cursors;
    }

    /**
     * @param names of all folders that the server has now
     * @param complete false where some may be missing; then none counts as lost
     */
    void listed(Set<String> names, boolean complete) {
        listed = names;
        lost = complete ? null : List.of();
    }

    /** All but those of this name. */
    List<FolderKey> besides(String name) {
        if (lost == null) {
            lost = cursors.folders(mailbox).stream()
                    .filter(cursor -> cursor.sightings() > 0)
                    .map(FolderCursor::folder)
                    .filter(folder -> !listed.contains(folder.folder()))
                    .toList();
        }
        return lost.stream().filter(folder -> !folder.folder().equals(name)).toList();
    }
}
