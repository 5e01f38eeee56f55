package mailroom.folder;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mailroom.archive.member.Seen;
import mailroom.database.RowInserts;
import mailroom.mail.FolderSpans;
import mailroom.mail.MailId;

/** The rows of folders and of their sightings as intake writes them, on the connection of its transaction. */
public final class FolderRows {

    private static final int SIGHTING_COLUMNS = 5;

    private final Connection connection;

    public FolderRows(Connection connection) {
        this.connection = connection;
    }

    /** The number of the folder's row, if it has one. */
    public Optional<Long> find(FolderKey folder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select id from folder where mailbox = ? and name = ? and uid_validity = ?")) {
            statement.setString(1, folder.mailbox());
            statement.setString(2, folder.folder());
            statement.setLong(3, folder.uidValidity());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** The number of the folder's row, which is made if need be. */
    public long row(FolderKey folder) throws SQLException {
        Optional<Long> id = find(folder);
        if (id.isPresent()) {
            return id.get();
        }
        try (PreparedStatement statement = connection.prepareStatement("insert into folder"
                + " (mailbox, name, uid_validity, highest_uid, highest_modseq, sightings, synced_at)"
                + " values (?, ?, ?, 0, 0, 0, 0)")) {
            statement.setString(1, folder.mailbox());
            statement.setString(2, folder.folder());
            statement.setLong(3, folder.uidValidity());
            statement.executeUpdate();
        }
        return find(folder).orElseThrow();
    }

    /** The UIDs of sightings that the folder has in this span. */
    public Set<Long> seenUids(long folderId, long firstUid, long lastUid) throws SQLException {
        Set<Long> uids = new HashSet<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select uid from sighting where folder_id = ? and uid between ? and ?")) {
            statement.setLong(1, folderId);
            statement.setLong(2, firstUid);
            statement.setLong(3, lastUid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    uids.add(rows.getLong(1));
                }
            }
        }
        return uids;
    }

    /** The mail that the folder has under a UID; null if there is none. */
    public MailId mail(long folderId, long uid) throws SQLException {
        return new ReplacedSightings(connection).mail(folderId, uid);
    }

    /** Makes room for other mails, which have these UIDs now. */
    public void setAside(FolderKey folder, long folderId, Collection<Long> uids, Instant now) throws SQLException {
        ReplacedSightings replaced = new ReplacedSightings(connection);
        for (long uid : uids) {
            replaced.setAside(folder, folderId, uid, now.toEpochMilli(), this::row);
        }
    }

    /** The folder shows or showed the mail under this UID. */
    public boolean wasSeen(FolderKey folder, long uid, long mailId) throws SQLException {
        return new ReplacedSightings(connection).wasSeen(folder, uid, mailId);
    }

    /** Never moves a cursor back; up to which HIGHESTMODSEQ its changes are stored is not told here. */
    public void moveCursor(long folderId, long highestUid, int sightings, long now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update folder set"
                + " highest_uid = case when highest_uid < ? then ? else highest_uid end,"
                + " sightings = sightings + ?, synced_at = ? where id = ?")) {
            statement.setLong(1, highestUid);
            statement.setLong(2, highestUid);
            statement.setInt(3, sightings);
            statement.setLong(4, now);
            statement.setLong(5, folderId);
            statement.executeUpdate();
        }
    }

    /** Inserts sightings of mails whose bytes have the announced size. */
    public RowInserts sightings() {
        return new RowInserts(
                connection, "insert into sighting (folder_id, uid, mail_id, internal_date, flags)", SIGHTING_COLUMNS);
    }

    /** Tells where lists find the mails of new sightings. */
    public void placed(long folderId, Collection<Long> mailIds) throws SQLException {
        FolderSpans.placed(connection, folderId, mailIds);
    }

    /** Inserts sightings with what the server announced otherwise. */
    public RowInserts doubtfulSightings() {
        return new RowInserts(
                connection,
                "insert into sighting (folder_id, uid, mail_id, internal_date, flags, announced_size, confirmed)",
                SIGHTING_COLUMNS + 2);
    }

    /** Binds what a folder shows of a mail. */
    public static RowInserts.Row sighting(long folderId, long mailId, Seen seen) {
        return (statement, before) -> {
            statement.setLong(before + 1, folderId);
            statement.setLong(before + 2, seen.uid());
            statement.setLong(before + 3, mailId);
            if (seen.internalDate().isPresent()) {
                statement.setLong(before + 4, seen.internalDate().get().toEpochMilli());
            } else {
                statement.setNull(before + 4, Types.BIGINT);
            }
            statement.setString(before + SIGHTING_COLUMNS, seen.flags());
        };
    }

    /**
     * Binds a sighting with what the server announced.
     *
     * @param announced where it is not the size of the bytes
     */
    public static RowInserts.Row doubtful(RowInserts.Row sighting, OptionalLong announced, boolean confirmed) {
        return (statement, before) -> {
            sighting.bind(statement, before);
            if (announced.isPresent()) {
                statement.setLong(before + SIGHTING_COLUMNS + 1, announced.getAsLong());
            } else {
                statement.setNull(before + SIGHTING_COLUMNS + 1, Types.BIGINT);
            }
            statement.setInt(before + SIGHTING_COLUMNS + 2, confirmed ? 1 : 0);
        };
    }
}
