package mailroom.batch.archiving;

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
import java.util.stream.Collectors;
import mailroom.batch.Runs;
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
            + " sent_at, in_reply_to, references_to, parts, attachments, parse_problem";
    private static final int COLUMNS = 11;

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
        List<Optional<MessageIdKey>> ids = mails.stream()
                .map(mail -> mail.metadata().messageId().map(MessageIdKey::of))
                .toList();
        boolean anyLong =
                ids.stream().anyMatch(id -> id.flatMap(MessageIdKey::longId).isPresent());
        try (RowInserts inserts = anyLong
                ? new RowInserts(connection, INSERT + ", long_message_id)", COLUMNS + 1)
                : new RowInserts(connection, INSERT + ")", COLUMNS)) {
            for (int i = 0; i < mails.size(); i++) {
                ParsedMail mail = mails.get(i);
                Optional<MessageIdKey> id = ids.get(i);
                inserts.add((statement, before) -> {
                    bind(statement, before, mail.row(), id, mail.metadata());
                    if (anyLong) {
                        text(statement, before + COLUMNS + 1, id.flatMap(MessageIdKey::longId));
                    }
                });
            }
            inserts.finish();
        }
    }

    private static void bind(
            PreparedStatement statement, int before, long row, Optional<MessageIdKey> id, Metadata metadata)
            throws SQLException {
        statement.setLong(before + 1, row);
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
        text(statement, before + 10, attachments(metadata.attachments()));
        text(statement, before + 11, metadata.problem());
    }

    private static Optional<String> attachments(List<AttachedFile> files) {
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(files.stream().map(AttachedFile::line).collect(Collectors.joining("\n")));
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
