package mailroom.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.database.FallingIds;
import org.jdbi.v3.core.Handle;

/**
 * Everything that was refused, skipped or given up, so that nothing is dropped silently: one row each, or one row for one
 * cause with a count that grows. A row is written in the caller's transaction; its texts are cut to 1,000 characters and
 * hold no secret and no mail content.
 */
@ApplicationScoped
public class Incidents {

    /** What happens once more within this time after the last time is the same incident. */
    static final Duration STAYS_OPEN = Duration.ofDays(7);

    private static final int LONGEST_TEXT = 1000;
    private static final String COLUMNS = "id, happened_at, kind, mailbox, subject, message, occurrences, last_at";

    /**
     * Is one row.
     *
     * @param at when it happened first
     * @param kind the word of an {@link IncidentKind}, or one that another version of Mailroom left in the database
     * @param subject names the thing: a folder and UID, a mail's id, a destination
     * @param count how often it happened
     */
    public record Incident(
            long id,
            Instant at,
            String kind,
            Optional<String> mailbox,
            String subject,
            String message,
            long count,
            Instant lastAt) {}

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

    /** Adds a row whatever was recorded before. */
    public void record(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
        recordAs(kind, mailbox, subject, message);
    }

    /** As {@link #record}; returns the row's id. */
    public long recordAs(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
        return database.jdbi().withHandle(handle -> insert(handle, kind, mailbox, subject, message, 1));
    }

    /** For what may happen to every mail of a folder: {@link #recordAgain(IncidentKind, Optional, String, String, int)} once. */
    public void recordAgain(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
        recordAgain(kind, mailbox, subject, message, 1);
    }

    /**
     * One row for one cause: where there is one of this kind, mailbox and subject that is not older than
     * {@link #STAYS_OPEN}, its count grows and its message is the newest one.
     *
     * @param more how often it happened since it was last told, at least once
     */
    public void recordAgain(IncidentKind kind, Optional<String> mailbox, String subject, String message, int more) {
        database.jdbi().useHandle(handle -> {
            Optional<Long> open = open(handle, kind, mailbox, cut(subject));
            if (open.isEmpty()) {
                insert(handle, kind, mailbox, subject, message, more);
                return;
            }
            handle.createUpdate("update incident set occurrences = occurrences + :more, last_at = :now,"
                            + " message = :message where id = :id")
                    .bind("more", more)
                    .bind("now", clock.millis())
                    .bind("message", cut(message))
                    .bind("id", open.get())
                    .execute();
        });
    }

    private Optional<Long> open(Handle handle, IncidentKind kind, Optional<String> mailbox, String subject) {
        String whose = mailbox.isPresent() ? "mailbox = :mailbox" : "mailbox is null";
        var query = handle.createQuery("select id from incident where kind = :kind and " + whose
                        + " and last_at >= :since and subject = :subject order by id desc fetch first row only")
                .bind("kind", kind.word())
                .bind("since", clock.instant().minus(STAYS_OPEN).toEpochMilli())
                .bind("subject", subject);
        mailbox.ifPresent(name -> query.bind("mailbox", name));
        return query.mapTo(Long.class).findOne();
    }

    private long insert(
            Handle handle,
            IncidentKind kind,
            Optional<String> mailbox,
            String subject,
            String message,
            int occurrences) {
        return handle.createUpdate("insert into incident"
                        + " (happened_at, kind, mailbox, subject, message, occurrences, last_at)"
                        + " values (:at, :kind, :mailbox, :subject, :message, :occurrences, :at)")
                .bind("at", clock.millis())
                .bind("kind", kind.word())
                .bind("mailbox", mailbox.orElse(null))
                .bind("subject", cut(subject))
                .bind("message", cut(message))
                .bind("occurrences", occurrences)
                .executeAndReturnGeneratedKeys()
                .mapTo(Long.class)
                .one();
    }

    /** Lists the newest first. */
    public List<Incident> latest(int limit) {
        return before(Long.MAX_VALUE, limit);
    }

    /**
     * Lists the newest first.
     *
     * @param id of the last one already seen; {@link Long#MAX_VALUE} begins
     */
    public List<Incident> before(long id, int limit) {
        return database.jdbi().withHandle(handle -> FallingIds.all()
                .first(
                        limit,
                        FallingIds.start(handle, "incident", "id", id),
                        (low, high, most) -> FallingIds.range(
                                handle,
                                "select id from incident where id >= :low and id < :high",
                                low,
                                high,
                                most,
                                Optional.empty()))
                .ids()
                .stream()
                .flatMap(found -> find(handle, found).stream())
                .toList());
    }

    private static Optional<Incident> find(Handle handle, long id) {
        return handle.createQuery("select " + COLUMNS + " from incident where id = :id")
                .bind("id", id)
                .map((row, context) -> new Incident(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("happened_at")),
                        row.getString("kind"),
                        Optional.ofNullable(row.getString("mailbox")),
                        row.getString("subject"),
                        row.getString("message"),
                        row.getLong("occurrences"),
                        Instant.ofEpochMilli(row.getLong("last_at"))))
                .findOne();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }
}
