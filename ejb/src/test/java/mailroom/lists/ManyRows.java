package mailroom.lists;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import mailroom.database.Database;
import mailroom.mail.MailSpans;

/**
 * Fills a ledger as years of work would: mails of several mailboxes and folders, one a second, a few seen by a second
 * mailbox; a delivery, a notification, an incident and a line of the audit for each mail.
 */
final class ManyRows {

    static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    static final List<String> MAILBOXES = List.of("sales", "help", "info", "legal");
    static final List<String> FOLDERS = List.of("INBOX", "Archive", "Lists");
    /** A mailbox that has the oldest mails alone, and a sender of the oldest notifications alone. */
    static final String FORMER = "former";
    /** A mailbox that saw few mails, after others. */
    static final String SELDOM = "seldom";

    static final String RARE_FOLDER = "Rare";
    static final String OLD_FOLDER = "Old";
    /** The Message-ID of the first thousand mails. */
    static final String TWINS = "<twins@example.org>";

    private static final int OLD = 1000;
    private static final int SELDOM_EACH = 20_011;
    private static final int BATCH = 5000;

    private final Database database;
    private final int mails;

    ManyRows(Database database, int mails) {
        this.database = database;
        this.mails = mails;
    }

    /** What of a table one row is made of. */
    @FunctionalInterface
    private interface Row {
        void bind(PreparedStatement statement, int number) throws SQLException;
    }

    static Instant received(int number) {
        return BEGIN.plusSeconds(number);
    }

    void write() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            folders(connection);
            fill(
                    connection,
                    "insert into mail (id, sha256, size, segment, segment_offset, received_at, mailbox, settled)"
                            + " values (?, ?, ?, 1, ?, ?, ?, 0)",
                    ManyRows::mail);
            for (int number = 1; number <= mails; number += 512) {
                int last = Math.min(mails, number + 511);
                MailSpans.received(connection, number, last, received(number));
                MailSpans.received(connection, last, last, received(last));
            }
            fill(
                    connection,
                    "insert into sighting (folder_id, uid, mail_id, internal_date, flags)" + " values (?, ?, ?, ?, '')",
                    ManyRows::sighting);
            seldom(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into folder_span (folder_id, bucket) select distinct folder_id, mail_id / 128"
                        + " from sighting");
            }
            fill(
                    connection,
                    "insert into metadata (mail_id, message_id, subject, from_field, to_field, sent_at, parts,"
                            + " attachments) values (?, ?, ?, ?, ?, ?, 1, '')",
                    ManyRows::metadata);
            fill(
                    connection,
                    "insert into delivery (mail_id, mailbox, action, destination, state, attempts, created_at,"
                            + " next_attempt_at, woken_at) values (?, ?, 'PIPE', 'orders', ?, 1, ?, ?, 0)",
                    ManyRows::delivery);
            fill(
                    connection,
                    "insert into submission (id, content_hash, relay, message_id, return_path, subject, message,"
                            + " state, created_at, send_at, expires_at, next_attempt_at, woken_at, sender)"
                            + " values (?, '', 'default', ?, '<a@b.example>', 'subject', ?, ?, ?, 0, 0, 0, 0, ?)",
                    ManyRows::submission);
            fill(
                    connection,
                    "insert into recipient (submission_id, address, state, attempts, next_attempt_at, created_at)"
                            + " values (?, ?, 'SENT', 1, 0, ?)",
                    ManyRows::recipient);
            fill(
                    connection,
                    "insert into incident (happened_at, kind, mailbox, subject, message, occurrences, last_at)"
                            + " values (?, 'mail-skipped', 'sales', 'INBOX', 'gone', 1, ?)",
                    (statement, number) -> {
                        statement.setLong(1, received(number).toEpochMilli());
                        statement.setLong(2, received(number).toEpochMilli());
                    });
            fill(
                    connection,
                    "insert into audit (happened_at, who, action, object) values (?, 'anna', 'search-mail', '')",
                    (statement, number) -> statement.setLong(1, received(number).toEpochMilli()));
            connection.commit();
            connection.setAutoCommit(true);
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                // as its autovacuum does within minutes
                try (Statement statement = connection.createStatement()) {
                    statement.execute("vacuum analyze");
                }
            }
        }
    }

    /** Mails far apart that two mailboxes have seen, the second in a folder that has no other ones. */
    private void seldom(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String which = " from mail where mod(id, " + SELDOM_EACH + ") = 7";
            statement.execute("insert into sighting (folder_id, uid, mail_id, internal_date, flags)"
                    + " select (select id from folder where name = '" + RARE_FOLDER + "'), id, id, received_at, ''"
                    + which);
            statement.execute("insert into seen_later (mailbox, mail_id) select '" + SELDOM + "', id" + which);
            connection.commit();
        }
    }

    private void folders(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into folder (mailbox, name,"
                + " uid_validity, highest_uid, highest_modseq, sightings, synced_at) values (?, ?, 1, ?, 0, ?, 0)")) {
            for (String mailbox : MAILBOXES) {
                for (String folder : FOLDERS) {
                    folder(statement, mailbox, folder);
                }
            }
            folder(statement, FORMER, OLD_FOLDER);
            folder(statement, SELDOM, RARE_FOLDER);
        }
    }

    private void folder(PreparedStatement statement, String mailbox, String folder) throws SQLException {
        statement.setString(1, mailbox);
        statement.setString(2, folder);
        statement.setLong(3, mails);
        statement.setLong(4, mails / (MAILBOXES.size() * FOLDERS.size()));
        statement.executeUpdate();
    }

    private void fill(Connection connection, String insert, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int number = 1; number <= mails; number++) {
                row.bind(statement, number);
                statement.addBatch();
                if (number % BATCH == 0) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
            statement.executeBatch();
            connection.commit();
        }
    }

    /** The folders fill one after the other, as at a first fetch: those of a mailbox hold runs of rows. */
    private static int folder(int number) {
        return number <= OLD
                ? MAILBOXES.size() * FOLDERS.size()
                : number / 10_000 % (MAILBOXES.size() * FOLDERS.size());
    }

    static String mailbox(int number) {
        return number <= OLD ? FORMER : MAILBOXES.get(folder(number) / FOLDERS.size());
    }

    private static void mail(PreparedStatement statement, int number) throws SQLException {
        statement.setLong(1, number);
        statement.setBytes(2, ByteBuffer.allocate(32).putInt(number).array());
        statement.setLong(3, 4000);
        statement.setLong(4, number * 2000L);
        statement.setLong(5, received(number).toEpochMilli());
        statement.setString(6, mailbox(number));
    }

    private static void sighting(PreparedStatement statement, int number) throws SQLException {
        statement.setLong(1, folder(number) + 1L);
        statement.setLong(2, number);
        statement.setLong(3, number);
        statement.setLong(4, received(number).toEpochMilli());
    }

    private static void metadata(PreparedStatement statement, int number) throws SQLException {
        statement.setLong(1, number);
        statement.setString(2, number <= OLD ? TWINS : "<" + number + "@example.org>");
        statement.setString(3, String.format(Locale.ROOT, "Order %d of customer %d, please", number, number % 977));
        statement.setString(4, "Customer " + number % 977 + " <c" + number % 977 + "@shop.example.org>");
        statement.setString(5, "sales@example.com");
        statement.setLong(6, received(number).toEpochMilli());
    }

    private static void delivery(PreparedStatement statement, int number) throws SQLException {
        statement.setLong(1, number);
        statement.setString(2, mailbox(number));
        statement.setString(3, number % 10_007 == 0 ? "FAILED" : number % 1009 == 0 ? "WAITING" : "DONE");
        statement.setLong(4, received(number).toEpochMilli());
        statement.setLong(5, received(number).toEpochMilli());
    }

    static String submission(int number) {
        return String.format(Locale.ROOT, "%08x-0000-4000-8000-000000000000", number * 2_654_435_761L & 0xffffffffL);
    }

    private static void submission(PreparedStatement statement, int number) throws SQLException {
        statement.setString(1, submission(number));
        statement.setString(2, "<" + number + "@example.com>");
        statement.setBytes(3, new byte[] {1});
        statement.setString(4, number % 5003 == 0 ? "FAILED" : number % 499 == 0 ? "DEFERRED" : "SENT");
        statement.setLong(5, received(number).toEpochMilli());
        statement.setString(6, number <= OLD ? FORMER : number % 6 == 3 ? "shop" : "crm");
    }

    private static void recipient(PreparedStatement statement, int number) throws SQLException {
        statement.setString(1, submission(number));
        statement.setString(2, number % 2 == 0 ? "ops@example.com" : "c" + number + "@example.org");
        statement.setLong(3, received(number).toEpochMilli());
    }
}
