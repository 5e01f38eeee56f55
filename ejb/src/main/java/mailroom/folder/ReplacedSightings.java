package mailroom.folder;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import mailroom.mail.FolderSpans;
import mailroom.mail.MailId;

/**
 * Sightings whose UID the server has given to another mail although UIDVALIDITY is the same. The old one keeps its mail:
 * it goes to a row of the folder that stands aside, as one that has vanished, and the new one takes its place.
 */
final class ReplacedSightings {

    private final Connection connection;

    ReplacedSightings(Connection connection) {
        this.connection = connection;
    }

    /** Finds or makes the row of a folder. */
    @FunctionalInterface
    interface FolderRow {
        long of(FolderKey folder) throws SQLException;
    }

    /** The one that the ledger has under a UID. */
    MailId mail(long folderId, long uid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select m.sha256 from sighting s"
                + " join mail m on m.id = s.mail_id where s.folder_id = ? and s.uid = ?")) {
            statement.setLong(1, folderId);
            statement.setLong(2, uid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? MailId.of(row.getBytes(1)) : null;
            }
        }
    }

    void setAside(FolderKey folder, long folderId, long uid, long now, FolderRow rows) throws SQLException {
        int times = 0;
        long aside = rows.of(folder.aside(times));
        while (mail(aside, uid) != null && times < FolderKey.MOST_ASIDE - 1) {
            times++;
            aside = rows.of(folder.aside(times));
        }
        // the last place is used again and again
        int gone = update("delete from sighting where folder_id = ? and uid = ?", aside, uid);
        int hadVanished = update(
                "update sighting set folder_id = ? where folder_id = ? and uid = ? and vanished_at is not null",
                aside,
                folderId,
                uid);
        if (hadVanished == 0) {
            update(
                    "update sighting set folder_id = ?, vanished_at = ? where folder_id = ? and uid = ?",
                    aside,
                    now,
                    folderId,
                    uid);
        }
        FolderSpans.placed(connection, aside, mailRows(aside, uid));
        count(folderId, -1, -hadVanished);
        count(aside, 1 - gone, 1 - gone);
    }

    private List<Long> mailRows(long folderId, long uid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select mail_id from sighting where folder_id = ? and uid = ?")) {
            statement.setLong(1, folderId);
            statement.setLong(2, uid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? List.of(row.getLong(1)) : List.of();
            }
        }
    }

    private void count(long folderId, int sightings, int vanished) throws SQLException {
        update(
                "update folder set sightings = sightings + ?, vanished = vanished + ? where id = ?",
                sightings,
                vanished,
                folderId);
    }

    private int update(String sql, long... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Now or before another mail had the UID. */
    boolean wasSeen(FolderKey folder, long uid, long mailId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from sighting s join folder f on f.id = s.folder_id"
                        + " where f.mailbox = ? and f.name = ? and mod(f.uid_validity, " + FolderKey.ASIDE + ") = ?"
                        + " and s.uid = ? and s.mail_id = ?")) {
            statement.setString(1, folder.mailbox());
            statement.setString(2, folder.folder());
            statement.setLong(3, folder.uidValidity());
            statement.setLong(4, uid);
            statement.setLong(5, mailId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }
}
