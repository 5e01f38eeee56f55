package mailroom.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mailroom.archive.SegmentLocation;
import mailroom.archive.SegmentRows;
import mailroom.archive.member.Seen;
import mailroom.database.Database;
import mailroom.database.Dialect;
import mailroom.database.KeyLookup;
import mailroom.database.RowInserts;
import mailroom.folder.FolderKey;
import mailroom.folder.OwedMails;
import mailroom.mail.FolderSpans;
import mailroom.mail.FurtherMailboxes;
import mailroom.mail.MailId;
import mailroom.mail.MailSpans;
import mailroom.mail.Progress;

/** Prepares the statements of intake on one connection: batches, and look-ups of many keys at once. */
final class LedgerRows {

    /** A mail that the ledger has: its row and the mailbox that saw it first. */
    record Known(long id, String mailbox) {}

    private static final int DERBYS_KEYS = 100;

    /** Prepares statements on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(LedgerRows rows) throws SQLException;
    }

    private static final int SIGHTING_COLUMNS = 5;

    private final Connection connection;
    private final Dialect dialect;
    private final KeyLookup lookup;

    private LedgerRows(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        lookup = new KeyLookup(connection, dialect);
    }

    /** In a transaction: the container's where there is one. */
    static <T> T with(Database database, Work<T> work) {
        return database.jdbi().inTransaction(handle -> {
            try {
                return work.on(new LedgerRows(handle.getConnection(), database.dialect()));
            } catch (SQLException e) {
                // unchecked, because a container commits when a checked exception leaves a transactional method
                throw new IllegalStateException("the ledger refused rows of intake: " + e.getSQLState(), e);
            }
        });
    }

    Map<MailId, Known> known(Collection<MailId> ids) throws SQLException {
        Map<MailId, Known> known = new HashMap<>();
        List<Object> hashes = new ArrayList<>();
        ids.forEach(id -> hashes.add(id.sha256()));
        String byHash =
                "select sha256, id, mailbox from mail " + dialect.byConstraint("MAIL_IDENTITY") + "where sha256";
        lookup.find(
                byHash,
                List.of(),
                hashes,
                DERBYS_KEYS,
                row -> known.put(MailId.of(row.getBytes(1)), new Known(row.getLong(2), row.getString(3))));
        return known;
    }

    /** Which of these mails any folder of the mailbox has shown before. */
    Set<Long> seenBy(String mailbox, Collection<Long> mailIds) throws SQLException {
        Set<Long> seen = new HashSet<>();
        lookup.find(
                "select s.mail_id from sighting s join folder f on f.id = s.folder_id"
                        + " where f.mailbox = ? and s.mail_id",
                List.of(mailbox),
                mailIds,
                1,
                row -> seen.add(row.getLong(1)));
        return seen;
    }

    Optional<Long> folderId(FolderKey folder) throws SQLException {
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

    long folderRow(FolderKey folder) throws SQLException {
        Optional<Long> id = folderId(folder);
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
        return folderId(folder).orElseThrow();
    }

    Set<Long> seenUids(long folderId, long firstUid, long lastUid) throws SQLException {
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

    /** Of these arrivals, those whose UIDs the ledger has: with the mails that it has under them. */
    Map<Long, MailId> held(long folderId, long firstUid, long lastUid, Collection<Arrival> arrivals)
            throws SQLException {
        Set<Long> seen = seenUids(folderId, firstUid, lastUid);
        Map<Long, MailId> held = new HashMap<>();
        for (Arrival arrival : arrivals) {
            if (seen.contains(arrival.uid())) {
                held.put(arrival.uid(), new ReplacedSightings(connection).mail(folderId, arrival.uid()));
            }
        }
        return held;
    }

    /** Other mails have these UIDs now. */
    void setAside(FolderKey folder, long folderId, Collection<Long> uids, Instant now) throws SQLException {
        ReplacedSightings replaced = new ReplacedSightings(connection);
        for (long uid : uids) {
            replaced.setAside(folder, folderId, uid, now.toEpochMilli(), this::folderRow);
        }
    }

    /** The folder shows or showed the mail under this UID. */
    boolean wasSeen(FolderKey folder, long uid, long mailId) throws SQLException {
        return new ReplacedSightings(connection).wasSeen(folder, uid, mailId);
    }

    /** What of the window's folder stays owed, and what no longer is. */
    void owed(OwedMails owed, long folderId, Window window) throws SQLException {
        owed.owe(connection, folderId, window.owed());
        owed.paid(connection, folderId, window.paid());
    }

    /** Never moves a cursor back; up to which HIGHESTMODSEQ its changes are stored is not told here. */
    void moveCursor(long folderId, long highestUid, int sightings, long now) throws SQLException {
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

    /** @throws IllegalStateException if somebody else has moved the segment's end meanwhile */
    void advanceSegment(Intake.Segment segment) throws SQLException {
        SegmentRows.advance(connection, segment.number(), segment.begin(), segment.end());
    }

    RowInserts mails() {
        return new RowInserts(
                connection,
                "insert into mail (id, sha256, size, segment, segment_offset, received_at, mailbox, settled)",
                8);
    }

    /** @param settled it was routed before the ledger was lost */
    static RowInserts.Row mail(Known row, MailId id, long size, SegmentLocation at, Seen seen, boolean settled) {
        return (statement, before) -> {
            statement.setLong(before + 1, row.id());
            statement.setBytes(before + 2, id.sha256());
            statement.setLong(before + 3, size);
            statement.setInt(before + 4, at.segment());
            statement.setLong(before + 5, at.offset());
            statement.setLong(before + 6, seen.received().toEpochMilli());
            statement.setString(before + 7, row.mailbox());
            statement.setInt(before + 8, settled ? 1 : 0);
        };
    }

    /** Comes after the mails themselves; all new rows are of one mailbox. */
    void received(String mailbox, long lastRow, int mails) throws SQLException {
        Progress.received(connection, mailbox, lastRow, mails);
    }

    /** When new mails were received; their rows follow each other. */
    void span(long firstRow, long lastRow, Instant received) throws SQLException {
        MailSpans.received(connection, firstRow, lastRow, received);
    }

    /** Of mails whose bytes have the announced size. */
    RowInserts sightings() {
        return new RowInserts(
                connection, "insert into sighting (folder_id, uid, mail_id, internal_date, flags)", SIGHTING_COLUMNS);
    }

    /** Where lists find the mails of new sightings. */
    void placed(long folderId, Collection<Long> mailIds) throws SQLException {
        FolderSpans.placed(connection, folderId, mailIds);
    }

    /** With what the server announced otherwise. */
    RowInserts doubtfulSightings() {
        return new RowInserts(
                connection,
                "insert into sighting (folder_id, uid, mail_id, internal_date, flags, announced_size, confirmed)",
                SIGHTING_COLUMNS + 2);
    }

    static RowInserts.Row sighting(long folderId, long mailId, Seen seen) {
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

    /** @param announced where it is not the size of the bytes */
    static RowInserts.Row doubtful(RowInserts.Row sighting, OptionalLong announced, boolean confirmed) {
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

    /** Mails that another mailbox saw first; where the row is not there yet. */
    void seenLater(String mailbox, Collection<Long> mailIds) throws SQLException {
        FurtherMailboxes.seen(connection, mailbox, mailIds);
    }

    /** Where the row is not there yet. */
    void furtherRouting(String mailbox, Collection<Long> mailIds) throws SQLException {
        FurtherMailboxes.toRoute(connection, mailbox, mailIds);
    }
}
