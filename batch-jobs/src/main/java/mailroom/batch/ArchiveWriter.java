package mailroom.batch;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.mail.MailState;
import mailroom.parse.Metadata;

/** Writes a chunk's metadata and moves its mails on, one batch for each; both commit with the chunk. */
@Named
@Dependent
public class ArchiveWriter extends AbstractItemWriter {

    private static final String INSERT = "insert into metadata (mail_id, message_id, subject, from_field, to_field,"
            + " sent_at, in_reply_to, references_to, parts, attachments, parse_problem)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String MOVE = "update mail set state = ? where id = ? and state = ?";

    private final Database database;

    @Inject
    public ArchiveWriter(Database database) {
        this.database = database;
    }

    @Override
    public void writeItems(List<Object> items) throws SQLException {
        write(items.stream().map(ParsedMail.class::cast).toList(), MailState.ARCHIVED);
    }

    void write(List<ParsedMail> mails, MailState next) throws SQLException {
        if (mails.isEmpty()) {
            return;
        }
        database.jdbi().useHandle(handle -> {
            insert(handle.getConnection(), mails);
            move(handle.getConnection(), mails, next);
        });
    }

    private static void insert(Connection connection, List<ParsedMail> mails) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (ParsedMail mail : mails) {
                bind(statement, mail.row(), mail.metadata());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, long row, Metadata metadata) throws SQLException {
        statement.setLong(1, row);
        text(statement, 2, metadata.messageId());
        text(statement, 3, metadata.subject());
        lines(statement, 4, metadata.from());
        lines(statement, 5, metadata.to());
        Optional<Long> sent = metadata.date().flatMap(ArchiveWriter::millis);
        if (sent.isPresent()) {
            statement.setLong(6, sent.get());
        } else {
            statement.setNull(6, Types.BIGINT);
        }
        text(statement, 7, metadata.inReplyTo());
        lines(statement, 8, metadata.references());
        statement.setInt(9, metadata.parts());
        lines(statement, 10, metadata.attachments());
        text(statement, 11, metadata.problem());
    }

    /** A Date field may name a year that has no milliseconds. */
    private static Optional<Long> millis(Instant instant) {
        try {
            return Optional.of(instant.toEpochMilli());
        } catch (ArithmeticException tooFar) {
            return Optional.empty();
        }
    }

    private static void lines(PreparedStatement statement, int column, List<String> lines) throws SQLException {
        text(statement, column, lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines)));
    }

    private static void text(PreparedStatement statement, int column, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(column, text.get());
        } else {
            statement.setNull(column, Types.VARCHAR);
        }
    }

    private static void move(Connection connection, List<ParsedMail> mails, MailState next) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            for (ParsedMail mail : mails) {
                statement.setInt(1, next.code());
                statement.setLong(2, mail.row());
                statement.setInt(3, MailState.RECEIVED.code());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
