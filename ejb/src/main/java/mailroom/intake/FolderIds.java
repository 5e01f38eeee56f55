package mailroom.intake;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderRows;

/** Remembers the numbers of folders' rows, which never change and are never deleted, so that a window does not ask for them. */
final class FolderIds {

    private static final int FOLDERS_MAX = 10_000;

    private final Map<FolderKey, Long> ids = new ConcurrentHashMap<>();

    /** Asks outside the transaction that may make the row, so that only a committed row is remembered. */
    Optional<Long> committed(FolderRows rows, FolderKey folder) throws SQLException {
        Long known = ids.get(folder);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Long> id = rows.find(folder);
        if (id.isPresent()) {
            remember(folder, id.get());
        }
        return id;
    }

    private void remember(FolderKey folder, long id) {
        if (ids.size() >= FOLDERS_MAX) {
            ids.clear();
        }
        ids.put(folder, id);
    }

    /** Makes the row if need be, in the caller's transaction. */
    long row(FolderRows rows, FolderKey folder) throws SQLException {
        Long known = ids.get(folder);
        return known != null ? known : rows.row(folder);
    }
}
