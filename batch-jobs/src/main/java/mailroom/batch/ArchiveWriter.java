package mailroom.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.database.RowInserts;
import mailroom.mail.AttachedFile;
import mailroom.mail.MailState;
import mailroom.mail.MessageIdKey;
import mailroom.mail.Progress;
import mailroom.mail.Progress.Reached;
import mailroom.parse.Metadata;

/** Writes a chunk's metadata in one batch and moves its mails on; both commit with the chunk. */
@Named
@Dependent
public class ArchiveWriter extends AbstractItemWriter {

    private static final String INSERT = "insert into metadata (mail_id, message_id, subject, from_field, to_field,"
            + " sent_at, in_reply_to, references_to, parts, attachments, parse_problem,"
            + " long_message_id)";

    private final Database database;
    private final Progress progress;
    private final String mailbox;

    @Inject
    public ArchiveWriter(Database database, Progress progress, @BatchProperty(name = Runs.MAILBOX) String mailbox) {
        this.database = database;
        this.progress = progress;
        this.mailbox = mailbox;
    }

    /** @param items at least one, in the order of their rows */
    @Override
    public void writeItems(List<Object> items) throws SQLException {
        List<ParsedMail> mails = items.stream().map(ParsedMail.class::cast).toList();
        database.jdbi().useHandle(handle -> insert(handle.getConnection(), mails));
        long first = mails.get(0).row();
        long last = mails.get(mails.size() - 1).row();
        long problems = mails.stream()
                .filter(mail -> mail.metadata().problem().isPresent())
                .count();
        progress.moved(mailbox, MailState.ARCHIVED, first, new Reached(last, mails.size()), (int) problems);
    }

    private static void insert(Connection connection, List<ParsedMail> mails) throws SQLException {
        try (RowInserts inserts = new RowInserts(connection, INSERT, 12)) {
            for (ParsedMail mail : mails) {
                inserts.add((statement, before) -> bind(statement, before, mail.row(), mail.metadata()));
            }
            inserts.finish();
        }
    }

    private static void bind(PreparedStatement statement, int before, long row, Metadata metadata) throws SQLException {
        statement.setLong(before + 1, row);
        Optional<MessageIdKey> id = metadata.messageId().map(MessageIdKey::of);
        text(statement, before + 2, id.map(MessageIdKey::key));
        text(statement, before + 3, metadata.subject());
        lines(statement, before + 4, metadata.from());
        lines(statement, before + 5, metadata.to());
        if (metadata.date().isPresent()) {
            statement.setLong(before + 6, metadata.date().get().toEpochMilli());
        } else {
            statement.setNull(before + 6, Types.BIGINT);
        }
        text(statement, before + 7, metadata.inReplyTo());
        lines(statement, before + 8, metadata.references());
        statement.setInt(before + 9, metadata.parts());
        lines(
                statement,
                before + 10,
                metadata.attachments().stream().map(AttachedFile::line).toList());
        text(statement, before + 11, metadata.problem());
        text(statement, before + 12, id.flatMap(MessageIdKey::longId));
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
}
