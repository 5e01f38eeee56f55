package mailroom.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.database.Database;
import org.jdbi.v3.core.statement.StatementContext;

/** Finds and counts submissions and their recipients; {@link Outbox} takes them in, {@link Attempts} move them on. */
@ApplicationScoped
@Transactional
public class Submissions {

    private final Database database;

    Submissions() {
        this(null);
    }

    @Inject
    public Submissions(Database database) {
        this.database = database;
    }

    public Optional<Submission> find(String id) {
        return database.jdbi().withHandle(handle -> SubmissionRow.find(handle, id));
    }

    /** Whether {@link Outbox} took it from this user. */
    public boolean isFrom(String sender, String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select s.id from submission s where s.id = :id and s.sender = :sender")
                        .bind("id", id)
                        .bind("sender", sender)
                        .mapTo(String.class)
                        .findOne())
                .isPresent();
    }

    /** The built mail, or for a redirect the header fields that go before the archived bytes. */
    public InputStream message(String id) {
        byte[] inRow = database.jdbi()
                .withHandle(handle -> handle.createQuery("select message from submission where id = :id")
                        .bind("id", id)
                        .map((row, context) -> row.getBytes(1))
                        .one());
        return inRow.length > 0 ? new ByteArrayInputStream(inRow) : SubmissionContent.parts(database, id);
    }

    /**
     * The newest first.
     *
     * @param before the last one already seen; empty begins
     */
    public List<Submission> list(
            Optional<RecipientState> state, Optional<String> recipient, Optional<Submission> before, int limit) {
        return list(state, recipient, Optional.empty(), before, limit);
    }

    /** As the other one, of one sender alone. */
    public List<Submission> list(
            Optional<RecipientState> state,
            Optional<String> recipient,
            Optional<String> sender,
            Optional<Submission> before,
            int limit) {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        sender.ifPresent(some -> where.append(" and s.sender = :sender"));
        state.ifPresent(some -> where.append(" and s.state = :state"));
        recipient.ifPresent(some -> where.append(" and exists (select 1 from recipient r"
                + " where r.submission_id = s.id and r.address = :recipient)"));
        before.ifPresent(
                some -> where.append(" and (s.created_at < :created or s.created_at = :created and s.id < :id)"));
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(SubmissionRow.SELECT + where
                            + " order by s.created_at desc, s.id desc fetch first :limit rows only")
                    .bind("limit", limit);
            state.ifPresent(some -> query.bind("state", some.name()));
            recipient.ifPresent(some -> query.bind("recipient", some));
            sender.ifPresent(some -> query.bind("sender", some));
            before.ifPresent(
                    last -> query.bind("created", last.created().toEpochMilli()).bind("id", last.id()));
            return query.map(SubmissionRow::read).list().stream()
                    .map(found -> SubmissionRow.withRecipients(handle, found))
                    .toList();
        });
    }

    /** How many submissions are in each state; states without one count 0. */
    public Map<RecipientState, Long> counts() {
        Map<RecipientState, Long> counts = new EnumMap<>(RecipientState.class);
        for (RecipientState state : RecipientState.values()) {
            counts.put(state, 0L);
        }
        database.jdbi().useHandle(handle -> handle.createQuery("select state, count(*) from submission group by state")
                .map(Submissions::count)
                .forEach(count -> counts.put(count.getKey(), count.getValue())));
        return counts;
    }

    private static Map.Entry<RecipientState, Long> count(ResultSet row, StatementContext context) throws SQLException {
        return Map.entry(RecipientState.valueOf(row.getString(1)), row.getLong(2));
    }
}
