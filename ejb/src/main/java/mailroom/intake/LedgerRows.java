package mailroom.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mailroom.archive.SegmentLocation;
import mailroom.archive.SegmentRows;
import mailroom.archive.member.Seen;
import mailroom.database.Database;
import mailroom.database.Dialect;
import mailroom.database.KeyLookup;
import mailroom.database.RowInserts;
import mailroom.folder.FolderRows;
import mailroom.folder.OwedMails;
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

    private final Connection connection;
    private final Dialect dialect;
    private final KeyLookup lookup;
    private final FolderRows folders;

    private LedgerRows(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        lookup = new KeyLookup(connection, dialect);
        folders = new FolderRows(connection);
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

    FolderRows folders() {
        return folders;
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

    /** Of these arrivals, those whose UIDs the ledger has: with the mails that it has under them. */
    Map<Long, MailId> held(long folderId, long firstUid, long lastUid, Collection<Arrival> arrivals)
            throws SQLException {
        Set<Long> seen = folders.seenUids(folderId, firstUid, lastUid);
        Map<Long, MailId> held = new HashMap<>();
        for (Arrival arrival : arrivals) {
            if (seen.contains(arrival.uid())) {
                held.put(arrival.uid(), folders.mail(folderId, arrival.uid()));
            }
        }
        return held;
    }

    /** What of the window's folder stays owed, and what no longer is. */
    void owed(OwedMails owed, long folderId, Window window) throws SQLException {
        owed.owe(connection, folderId, window.owed());
        owed.paid(connection, folderId, window.paid());
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

    /** Mails that another mailbox saw first; where the row is not there yet. */
    void seenLater(String mailbox, Collection<Long> mailIds) throws SQLException {
        FurtherMailboxes.seen(connection, mailbox, mailIds);
    }

    /** Where the row is not there yet. */
    void furtherRouting(String mailbox, Collection<Long> mailIds) throws SQLException {
        FurtherMailboxes.toRoute(connection, mailbox, mailIds);
    }
}
