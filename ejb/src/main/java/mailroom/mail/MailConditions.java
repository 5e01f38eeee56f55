package mailroom.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The conditions of a {@link MailQuery} that no index answers: times, and parts of fields. */
final class MailConditions {

    /** Rows between two wanted ones that are read along, because that takes less than another statement. */
    private static final long READ_ALONG = 32;

    private final Handle handle;
    private final MailQuery query;

    MailConditions(Handle handle, MailQuery query) {
        this.handle = handle;
        this.query = query;
    }

    SortedSet<Long> meeting(SortedSet<Long> mails) {
        SortedSet<Long> left =
                query.hasTimes() ? among(mails, "select id from mail", "id", times("received_at")) : mails;
        left = query.from().isPresent()
                ? among(left, "select mail_id from metadata", "mail_id", field("from_field", "from"))
                : left;
        return query.subject().isPresent()
                ? among(left, "select mail_id from metadata", "mail_id", field("subject", "subject"))
                : left;
    }

    private SortedSet<Long> among(SortedSet<Long> mails, String select, String id, String condition) {
        SortedSet<Long> meeting = new TreeSet<>();
        for (RowRuns.Run run : RowRuns.of(mails, READ_ALONG)) {
            Query rows = handle.createQuery(select + " where " + id + " >= :first and " + id + " <= :last" + condition);
            rows.bind("first", run.first()).bind("last", run.last());
            bind(rows, condition);
            meeting.addAll(rows.mapTo(Long.class).list());
        }
        meeting.retainAll(mails);
        return meeting;
    }

    /** Begins with {@code and}. */
    String times(String column) {
        return (query.after().isPresent() ? " and " + column + " >= :after" : "")
                + (query.before().isPresent() ? " and " + column + " < :before" : "");
    }

    /** Begins with {@code and}. */
    static String field(String column, String parameter) {
        return " and lower(" + column + ") like :" + parameter + " escape '!'";
    }

    /** Whatever of the conditions stands in the statement. */
    void bind(Query statement, String sql) {
        bindTime(statement, sql, "after", query.after());
        bindTime(statement, sql, "before", query.before());
        bindPart(statement, sql, "from", query.from());
        bindPart(statement, sql, "subject", query.subject());
    }

    private static void bindTime(Query statement, String sql, String name, Optional<Instant> time) {
        time.filter(any -> sql.contains(":" + name)).ifPresent(at -> statement.bind(name, at.toEpochMilli()));
    }

    private static void bindPart(Query statement, String sql, String name, Optional<String> part) {
        part.filter(any -> sql.contains(":" + name))
                .ifPresent(text ->
                        statement.bind(name, "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%"));
    }
}
