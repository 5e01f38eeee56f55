package mailroom.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mailroom.database.Database;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The mails that servers have not given yet: the table {@code owed}. A folder's cursor passes a UID only with its
 * sighting, with a row here or with an incident, in one transaction, so that no mail is forgotten.
 */
@ApplicationScoped
public class OwedMails {

    private static final int LONGEST_WORDS = 1000;
    /** Rows that one call of {@link #due} brings. */
    public static final int MOST_DUE = 1000;

    private static final String SELECT = "select o.id, f.mailbox, f.name, f.uid_validity, o.uid, o.last_uid, o.words,"
            + " o.tries, o.owed_since, o.next_try_at from owed o join folder f on f.id = o.folder_id";
    private static final String OF_FOLDER =
            " where f.mailbox = :mailbox and f.name = :name and f.uid_validity = :uidValidity";

    private final Database database;
    private final Clock clock;

    OwedMails() {
        this(null, null);
    }

    @Inject
    public OwedMails(Database database) {
        this(database, Clock.systemUTC());
    }

    public OwedMails(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A run of UIDs that was asked for in vain. */
    public record Owed(long uid, long lastUid, String words) {}

    /**
     * Writes what was asked for in vain, on the connection of the caller's transaction: a new row, or one try more.
     *
     * @param folderId the folder's row
     */
    public void owe(Connection connection, long folderId, Collection<Owed> runs) throws SQLException {
        for (Owed run : runs) {
            owe(connection, folderId, run);
        }
    }

    private void owe(Connection connection, long folderId, Owed run) throws SQLException {
        int tries = 1 + tries(connection, folderId, run.uid());
        long now = clock.millis();
        String sql = tries == 1
                ? "insert into owed (last_uid, words, tries, next_try_at, folder_id, uid, owed_since)"
                        + " values (?, ?, ?, ?, ?, ?, ?)"
                : "update owed set last_uid = ?, words = ?, tries = ?, next_try_at = ? where folder_id = ? and uid = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, run.lastUid());
            statement.setString(2, cut(run.words()));
            statement.setInt(3, tries);
            statement.setLong(4, now + OwedPause.after(tries).toMillis());
            statement.setLong(5, folderId);
            statement.setLong(6, run.uid());
            if (tries == 1) {
                statement.setLong(7, now);
            }
            statement.executeUpdate();
        }
    }

    private static int tries(Connection connection, long folderId, long uid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select tries from owed where folder_id = ? and uid = ?")) {
            statement.setLong(1, folderId);
            statement.setLong(2, uid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** Takes away the rows of UIDs that came or are gone, on the connection of the caller's transaction. */
    public void paid(Connection connection, long folderId, Collection<Long> uids) throws SQLException {
        if (uids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("delete from owed where folder_id = ? and uid = ?")) {
            for (long uid : uids) {
                statement.setLong(1, folderId);
                statement.setLong(2, uid);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Takes away all rows of a folder whose UIDs mean other mails now. */
    @Transactional
    public void forget(FolderKey folder) {
        forget(folder, "f.uid_validity = :uidValidity");
    }

    /** Takes away all rows of the same folder under other UIDVALIDITYs. */
    @Transactional
    public void forgetFormer(FolderKey folder) {
        forget(folder, "f.uid_validity <> :uidValidity");
    }

    /** Asks first which folders they are, for whoever holds rows here and waits for a folder waits for one who waits for these. */
    private void forget(FolderKey folder, String which) {
        database.jdbi().useHandle(handle -> handle.createQuery("select distinct o.folder_id from owed o"
                        + " join folder f on f.id = o.folder_id where f.mailbox = :mailbox and f.name = :name and "
                        + which)
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .mapTo(Long.class)
                .list()
                .forEach(id -> handle.execute("delete from owed where folder_id = ?", id)));
    }

    /** What of a folder may be asked for again now, the lowest UIDs first; at most {@link #MOST_DUE}. */
    public List<OwedMail> due(FolderKey folder) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        SELECT + OF_FOLDER + " and o.next_try_at <= :now order by o.uid fetch first :limit rows only")
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .bind("now", clock.millis())
                .bind("limit", MOST_DUE)
                .map(OwedMails::owed)
                .list());
    }

    /** When the next owed mail of each folder may be asked for again. */
    public Map<FolderKey, Instant> nextTries(String mailbox) {
        return database.jdbi().withHandle(handle -> {
            Map<FolderKey, Instant> tries = new HashMap<>();
            handle.createQuery("select f.name, f.uid_validity, min(o.next_try_at) from owed o"
                            + " join folder f on f.id = o.folder_id"
                            + " where f.mailbox = :mailbox group by f.name, f.uid_validity")
                    .bind("mailbox", mailbox)
                    .map((row, context) -> tries.put(
                            new FolderKey(mailbox, row.getString(1), row.getLong(2)),
                            Instant.ofEpochMilli(row.getLong(3))))
                    .list();
            return tries;
        });
    }

    /** Whether a UID has a row, or lies in the run of one. */
    public boolean isOwed(FolderKey folder, long uid) {
        return count(folder, " and o.uid <= :uid and o.last_uid >= :uid", uid) > 0;
    }

    /** How many rows the folder has. */
    public long count(FolderKey folder) {
        return count(folder, "", 0);
    }

    /** How many of its rows are not of a mail that was archived as it came and waits for its proof. */
    public long countMissing(FolderKey folder) {
        return count(
                folder,
                " and not exists (select 1 from sighting s where s.folder_id = o.folder_id and s.uid = o.uid)",
                0);
    }

    /** Which of the folder's mails were archived as they came and wait for their proof. */
    public Set<Long> ofArchived(FolderKey folder) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select o.uid from owed o join folder f"
                        + " on f.id = o.folder_id join sighting s on s.folder_id = o.folder_id and s.uid = o.uid"
                        + OF_FOLDER)
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .mapTo(Long.class)
                .set());
    }

    private long count(FolderKey folder, String which, long uid) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from owed o join folder f on f.id = o.folder_id" + OF_FOLDER + which)
                .bind("mailbox", folder.mailbox())
                .bind("name", folder.folder())
                .bind("uidValidity", folder.uidValidity())
                .bindMap(which.contains(":uid ") ? Map.of("uid", uid) : Map.of())
                .mapTo(Long.class)
                .one());
    }

    /** How many rows each folder of a mailbox has, by its name; a folder without any is left out. */
    public Map<String, Long> counts(String mailbox) {
        return database.jdbi().withHandle(handle -> {
            Map<String, Long> counts = new TreeMap<>();
            handle.createQuery("select f.name, count(*) from owed o join folder f on f.id = o.folder_id"
                            + " where f.mailbox = :mailbox group by f.name")
                    .bind("mailbox", mailbox)
                    .map((row, context) -> counts.put(row.getString(1), row.getLong(2)))
                    .list();
            return counts;
        });
    }

    /**
     * What a mailbox is owed, what became known last first.
     *
     * @param folder empty: of all folders
     * @param before the id of the last one already seen; {@link Long#MAX_VALUE} begins
     */
    public List<OwedMail> of(String mailbox, Optional<String> folder, long before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " where f.mailbox = :mailbox and o.id < :before"
                                + folder.map(name -> " and f.name = :name").orElse("")
                                + " order by o.id desc fetch first :limit rows only")
                        .bind("mailbox", mailbox)
                        .bind("before", before)
                        .bindMap(folder.<Map<String, Object>>map(name -> Map.of("name", name))
                                .orElseGet(Map::of))
                        .bind("limit", limit)
                        .map(OwedMails::owed)
                        .list());
    }

    private static OwedMail owed(ResultSet row, StatementContext context) throws SQLException {
        return new OwedMail(
                row.getLong("id"),
                new FolderKey(row.getString("mailbox"), row.getString("name"), row.getLong("uid_validity")),
                row.getLong("uid"),
                row.getLong("last_uid"),
                row.getString("words"),
                row.getInt("tries"),
                Instant.ofEpochMilli(row.getLong("owed_since")),
                Instant.ofEpochMilli(row.getLong("next_try_at")));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS - 1) + "…";
    }
}
