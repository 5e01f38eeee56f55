package mailroom.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            + " coalesce(d.long_message_id, d.message_id) as message_id, d.subject, d.from_field, d.to_field, d.sent_at, d.attachments, d.parse_problem"
            + " from mail m left join metadata d on d.mail_id = m.id"
            + " left join progress a on a.mailbox = m.mailbox and a.state = " + MailState.ARCHIVED.code()
            + " left join progress r on r.mailbox = m.mailbox and r.state = " + MailState.ROUTED.code();
    private static final String SIGHTINGS = "select f.mailbox, f.name, f.uid_validity, s.uid,"
            + " s.internal_date, s.flags, s.vanished_at from sighting s join folder f on f.id = s.folder_id"
            + " where s.mail_id = :mail order by f.mailbox, f.name, s.uid";
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

    /** The newest first; where only a folder of a mailbox is asked for, by falling UIDs. */
    public MailPage search(MailQuery query) {
        return database.jdbi().withHandle(handle -> {
            MailListing.Rows rows = new MailListing(database, handle, query).rows();
            List<ArchivedMail> page = new ArrayList<>();
            for (long id : rows.ids()) {
                handle.createQuery(SELECT + " where m.id = :id")
                        .bind("id", id)
                        .map(Mails::mail)
                        .findOne()
                        .ifPresent(page::add);
            }
            return new MailPage(withSightings(handle, page), rows.next());
        });
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
        List<ArchivedMail> placed = new ArrayList<>();
        int left = MOST_SIGHTINGS;
        for (ArchivedMail mail : mails) {
            List<Sighting> places = handle.createQuery(SIGHTINGS)
                    .bind("mail", mail.row())
                    .setMaxRows(Math.max(1, left))
                    .map((row, context) -> sighting(row))
                    .list();
            left -= places.size();
            placed.add(mail.with(places));
        }
        return placed;
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                row.getString("mailbox"),
                row.getString("name"),
                row.getLong("uid_validity"),
                row.getLong("uid"),
                instant(row, "internal_date"),
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
                AttachedFile.of(row.getString("attachments")),
                Optional.ofNullable(row.getString("parse_problem")),
                List.of());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
