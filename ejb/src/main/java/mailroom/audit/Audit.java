package mailroom.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.database.FallingIds;
import org.jdbi.v3.core.Handle;

/** The audit table. A reading is written down before it happens: if the row cannot be written, nothing is read. */
@ApplicationScoped
@Transactional
public class Audit {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_OBJECT = 1000;

    /** @param object a mail's id, a mailbox's name, a delivery's or an execution's id */
    public record Entry(long id, Instant at, String who, String action, String object) {}

    private final Database database;
    private final Clock clock;

    Audit() {
        this(null, null);
    }

    @Inject
    public Audit(Database database) {
        this(database, Clock.systemUTC());
    }

    public Audit(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param action kebab-case words, at most 40 characters, for example {@code read-mail} */
    public void record(String who, String action, String object) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into audit (happened_at, who, action, object) values (:at, :who, :action, :object)")
                .bind("at", clock.millis())
                .bind("who", cut(who, LONGEST_NAME))
                .bind("action", action)
                .bind("object", cut(object, LONGEST_OBJECT))
                .execute());
    }

    /** Lists the newest first. */
    public List<Entry> latest(int limit) {
        return before(Long.MAX_VALUE, limit);
    }

    /** Lists the newest first, of those with a smaller id. */
    public List<Entry> before(long id, int limit) {
        return database.jdbi().withHandle(handle -> FallingIds.all()
                .first(
                        limit,
                        FallingIds.start(handle, "audit", "id", id),
                        (low, high, most) -> FallingIds.range(
                                handle,
                                "select id from audit where id >= :low and id < :high",
                                low,
                                high,
                                most,
                                Optional.empty()))
                .ids()
                .stream()
                .flatMap(found -> find(handle, found).stream())
                .toList());
    }

    private static Optional<Entry> find(Handle handle, long id) {
        return handle.createQuery("select id, happened_at, who, action, object from audit where id = :id")
                .bind("id", id)
                .map((row, context) -> new Entry(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("happened_at")),
                        row.getString("who"),
                        row.getString("action"),
                        row.getString("object")))
                .findOne();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
