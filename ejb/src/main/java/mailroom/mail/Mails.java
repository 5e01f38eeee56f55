package mailroom.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mailroom.database.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Questions about the mails that the ledger has. */
@ApplicationScoped
public class Mails {

    private static final String SELECT = "select m.id, m.sha256, m.size, m.received_at, m.mailbox,"
            + " case when m.id <= r.reached then " + MailState.ROUTED.code()
            + " when m.id <= a.reached then " + MailState.ARCHIVED.code()
            + " else " + MailState.RECEIVED.code() + " end as state,"
            + " d.message_id, d.subject, d.from_field, d.to_field, d.sent_at, d.attachments, d.parse_problem"
            + " from mail m left join metadata d on d.mail_id = m.id"
            + " left join progress a on a.mailbox = m.mailbox and a.state = " + MailState.ARCHIVED.code()
            + " left join progress r on r.mailbox = m.mailbox and r.state = " + MailState.ROUTED.code();
    private static final String SIGHTINGS = "select s.mail_id, f.mailbox, f.name, f.uid_validity, s.uid,"
            + " s.internal_date, s.flags, s.vanished_at from sighting s join folder f on f.id = s.folder_id"
            + " where s.mail_id in (<mails>) order by s.mail_id, f.mailbox, f.name, s.uid";
    /** How many sightings of one list are shown. */
    private static final int MOST_SIGHTINGS = 10_000;

    private final Database database;

    Mails() {
        this(null);
    }

    @Inject
    public Mails(Database database) {
        this.database = database;
    }

    public Optional<ArchivedMail> find(MailId id) {
        return database.jdbi().withHandle(handle -> {
            List<ArchivedMail> found = handle.createQuery(SELECT + " where m.sha256 = :sha256")
                    .bind("sha256", id.sha256())
                    .map(Mails::mail)
                    .list();
            return withSightings(handle, found).stream().findFirst();
        });
    }

    /** The newest first. */
    public MailPage search(MailQuery query) {
        return database.jdbi().withHandle(handle -> {
            Map<String, Object> values = new LinkedHashMap<>();
            String sql = SELECT + where(query, values) + " order by m.id desc fetch first " + (query.limit() + 1)
                    + " rows only";
            var statement = handle.createQuery(sql);
            values.forEach(statement::bind);
            List<ArchivedMail> found = statement.map(Mails::mail).list();
            boolean more = found.size() > query.limit();
            List<ArchivedMail> page = more ? found.subList(0, query.limit()) : found;
            Optional<String> next =
                    more ? Optional.of(cursor(page.get(page.size() - 1).row())) : Optional.empty();
            return new MailPage(withSightings(handle, page), next);
        });
    }

    private static String where(MailQuery query, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        query.cursor().ifPresent(cursor -> {
            conditions.add("m.id < :below");
            values.put("below", Long.parseLong(cursor, Character.MAX_RADIX));
        });
        query.after().ifPresent(after -> {
            conditions.add("m.received_at >= :after");
            values.put("after", after.toEpochMilli());
        });
        query.before().ifPresent(before -> {
            conditions.add("m.received_at < :before");
            values.put("before", before.toEpochMilli());
        });
        query.messageId().ifPresent(messageId -> {
            conditions.add("d.message_id = :messageId");
            values.put("messageId", messageId);
        });
        query.from().ifPresent(from -> {
            conditions.add("lower(d.from_field) like :fromField escape '!'");
            values.put("fromField", containing(from));
        });
        query.subject().ifPresent(subject -> {
            conditions.add("lower(d.subject) like :subject escape '!'");
            values.put("subject", containing(subject));
        });
        sighted(query, values).ifPresent(conditions::add);
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static Optional<String> sighted(MailQuery query, Map<String, Object> values) {
        if (query.mailbox().isEmpty() && query.folder().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder exists = new StringBuilder(
                "exists (select 1 from sighting s join folder f on f.id = s.folder_id" + " where s.mail_id = m.id");
        query.mailbox().ifPresent(mailbox -> {
            exists.append(" and f.mailbox = :mailbox");
            values.put("mailbox", mailbox);
        });
        query.folder().ifPresent(folder -> {
            exists.append(" and f.name = :folder");
            values.put("folder", folder);
        });
        return Optional.of(exists.append(')').toString());
    }

    private static String containing(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    private static String cursor(long row) {
        return Long.toString(row, Character.MAX_RADIX);
    }

    /** How many places all mails together were seen at. */
    public long sightings() {
        return count("select coalesce(sum(sightings), 0) from folder");
    }

    /** Of the segments on disk, as far as they are committed. */
    public long archiveBytes() {
        return count("select coalesce(sum(committed_length), 0) from segment");
    }

    private long count(String sql) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static List<ArchivedMail> withSightings(Handle handle, List<ArchivedMail> mails) {
        if (mails.isEmpty()) {
            return mails;
        }
        Map<Long, List<Sighting>> places = new HashMap<>();
        handle.createQuery(SIGHTINGS)
                .bindList("mails", mails.stream().map(ArchivedMail::row).toList())
                .setMaxRows(MOST_SIGHTINGS)
                .map((row, context) -> places.computeIfAbsent(row.getLong("mail_id"), id -> new ArrayList<>())
                        .add(sighting(row)))
                .list();
        return mails.stream()
                .map(mail -> mail.with(places.getOrDefault(mail.row(), List.of())))
                .toList();
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                row.getString("mailbox"),
                row.getString("name"),
                row.getLong("uid_validity"),
                row.getLong("uid"),
                Instant.ofEpochMilli(row.getLong("internal_date")),
                row.getString("flags"),
                instant(row, "vanished_at"));
    }

    private static ArchivedMail mail(ResultSet row, StatementContext context) throws SQLException {
        return new ArchivedMail(
                MailId.of(row.getBytes("sha256")),
                row.getLong("id"),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("mailbox"),
                MailState.of(row.getInt("state")),
                Optional.ofNullable(row.getString("message_id")),
                Optional.ofNullable(row.getString("subject")),
                Optional.ofNullable(row.getString("from_field")),
                Optional.ofNullable(row.getString("to_field")),
                instant(row, "sent_at"),
                lines(row.getString("attachments")),
                Optional.ofNullable(row.getString("parse_problem")),
                List.of());
    }

    private static List<String> lines(String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split("\n"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
