package mailroom.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailroom.database.Database;
import org.jdbi.v3.core.statement.StatementContext;

/** How far each folder of each mailbox is taken in, one row for each UIDVALIDITY that it ever had. */
@ApplicationScoped
public class FolderCursors {

    private static final String SELECT =
            "select mailbox, name, uid_validity, highest_uid, sightings, synced_at from folder";

    private final Database database;

    FolderCursors() {
        this(null);
    }

    @Inject
    public FolderCursors(Database database) {
        this.database = database;
    }

    /** At the start where the folder was never seen with this UIDVALIDITY; nothing is written. */
    public FolderCursor cursor(FolderKey folder) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        SELECT + " where mailbox = :mailbox and name = :name and uid_validity = :uidValidity")
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .map(FolderCursors::cursor)
                .findOne()
                .orElse(FolderCursor.atStart(folder)));
    }

    /** All that a mailbox ever had, by name, the latest UIDVALIDITY first. */
    public List<FolderCursor> folders(String mailbox) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " where mailbox = :mailbox order by name, id desc")
                        .bind("mailbox", mailbox)
                        .map(FolderCursors::cursor)
                        .list());
    }

    /** Every UIDVALIDITY that one folder ever had, the latest first. */
    public List<FolderCursor> identities(String mailbox, String folder) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        SELECT + " where mailbox = :mailbox and name = :name and uid_validity < " + FolderKey.ASIDE
                                + " order by id desc")
                .bind("mailbox", mailbox)
                .bind("name", folder)
                .map(FolderCursors::cursor)
                .list());
    }

    /** Which UIDs from first to last, both included, the ledger has; for full compares. */
    public Set<Long> seenUids(FolderKey folder, long firstUid, long lastUid) {
        return database.jdbi()
                .withHandle(handle -> new TreeSet<>(
                        handle.createQuery("select s.uid from sighting s join folder f on f.id = s.folder_id"
                                        + " where f.mailbox = :mailbox and f.name = :name and f.uid_validity = :uidValidity"
                                        + " and s.uid between :first and :last")
                                .bind("mailbox", folder.mailbox())
                                .bind("name", folder.folder())
                                .bind("uidValidity", folder.uidValidity())
                                .bind("first", firstUid)
                                .bind("last", lastUid)
                                .mapTo(Long.class)
                                .list()));
    }

    private static FolderCursor cursor(ResultSet row, StatementContext context) throws SQLException {
        long syncedAt = row.getLong("synced_at");
        return new FolderCursor(
                new FolderKey(row.getString("mailbox"), row.getString("name"), row.getLong("uid_validity")),
                row.getLong("highest_uid"),
                row.getLong("sightings"),
                syncedAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(syncedAt)));
    }
}
