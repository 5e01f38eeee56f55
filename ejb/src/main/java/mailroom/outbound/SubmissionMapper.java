package mailroom.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** How a {@link Submission} is read from its two tables. */
final class SubmissionMapper {

    /** In next_attempt_at: nothing more will be tried. */
    static final long NEVER = Long.MAX_VALUE;

    static final String SELECT = "select s.id, s.relay, s.message_id, s.return_path, s.subject, s.mail_id, s.state,"
            + " s.created_at, s.send_at, s.expires_at, s.next_attempt_at from submission s";

    private SubmissionMapper() {}

    static Optional<Submission> find(Handle handle, String id) {
        return handle.createQuery(SELECT + " where s.id = :id")
                .bind("id", id)
                .map(SubmissionMapper::read)
                .findOne()
                .map(found -> withRecipients(handle, found));
    }

    /** Without its recipients: a second query on the connection may close the rows that are still being read. */
    static Submission read(ResultSet row, StatementContext context) throws SQLException {
        return new Submission(
                row.getString("id"),
                row.getString("relay"),
                row.getString("message_id"),
                new ReturnPath(row.getString("return_path").replaceAll("[<>]", "")),
                Optional.ofNullable(row.getString("subject")),
                Optional.ofNullable(row.getObject("mail_id", Long.class)),
                RecipientState.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("send_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                instant(row, "next_attempt_at"),
                List.of());
    }

    static Submission withRecipients(Handle handle, Submission read) {
        List<Recipient> recipients = handle.createQuery(
                        "select * from recipient where submission_id = :id order by address")
                .bind("id", read.id())
                .map(SubmissionMapper::recipient)
                .list();
        return read.with(recipients);
    }

    private static Recipient recipient(ResultSet row, StatementContext context) throws SQLException {
        int code = row.getInt("code");
        return new Recipient(
                row.getString("address"),
                RecipientState.valueOf(row.getString("state")),
                code == 0 ? OptionalInt.empty() : OptionalInt.of(code),
                Optional.ofNullable(row.getString("enhanced_status")),
                Optional.ofNullable(row.getString("reply")),
                row.getInt("attempts"),
                row.getInt("uncertainties"),
                instant(row, "next_attempt_at"),
                instant(row, "settled_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() || millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
