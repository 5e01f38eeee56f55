package mailroom.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;

/**
 * Everything that was refused, skipped or given up, one row each, so that nothing is dropped silently. A row is written
 * in the caller's transaction; its texts are cut to 1,000 characters and hold no secret and no mail content.
 */
@ApplicationScoped
public class Incidents {

    private static final int LONGEST_TEXT = 1000;

    /** One row; {@code subject} names the thing (a folder and UID, a mail's id, a destination). */
    public record Incident(
            long id, Instant at, String kind, Optional<String> mailbox, String subject, String message) {}

    private final Database database;
    private final Clock clock;

    Incidents() {
        this(null, null);
    }

    @Inject
    public Incidents(Database database) {
        this(database, Clock.systemUTC());
    }

    public Incidents(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param kind kebab-case words, at most 40 characters, for example {@code mail-over-limit} */
    public void record(String kind, Optional<String> mailbox, String subject, String message) {
        database.jdbi().useHandle(handle -> handle.createUpdate("insert into incident"
                        + " (happened_at, kind, mailbox, subject, message)"
                        + " values (:at, :kind, :mailbox, :subject, :message)")
                .bind("at", clock.millis())
                .bind("kind", kind)
                .bind("mailbox", mailbox.orElse(null))
                .bind("subject", cut(subject))
                .bind("message", cut(message))
                .execute());
    }

    /** The newest first. */
    public List<Incident> latest(int limit) {
        return before(Long.MAX_VALUE, limit);
    }

    /**
     * The newest first.
     *
     * @param id of the last one already seen; {@link Long#MAX_VALUE} begins
     */
    public List<Incident> before(long id, int limit) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select id, happened_at, kind, mailbox, subject, message from incident"
                                + " where id < :before order by id desc fetch first :limit rows only")
                .bind("before", id)
                .bind("limit", limit)
                .map((row, context) -> new Incident(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("happened_at")),
                        row.getString("kind"),
                        Optional.ofNullable(row.getString("mailbox")),
                        row.getString("subject"),
                        row.getString("message")))
                .list());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
