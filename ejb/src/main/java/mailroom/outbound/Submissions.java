package mailroom.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.database.StateCounts;

/** Finds and counts submissions and their recipients; {@link Outbox} takes them in, {@link SubmissionClaims} move them on. */
@ApplicationScoped
@Transactional
public class Submissions {

    private final Database database;
    private final StateCounts counts;

    Submissions() {
        this(null);
    }

    @Inject
    public Submissions(Database database) {
        this.database = database;
        counts = new StateCounts(database, "submission");
    }

    public Optional<Submission> find(String id) {
        return database.jdbi().withHandle(handle -> SubmissionMapper.find(handle, id));
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

    /** Lists the newest first. */
    public SubmissionPage list(SubmissionQuery query) {
        return database.jdbi().withHandle(handle -> {
            SubmissionListing.Rows rows = new SubmissionListing(handle, database.dialect(), query).rows();
            List<Submission> page = rows.ids().stream()
                    .flatMap(id -> SubmissionMapper.find(handle, id).stream())
                    .toList();
            return new SubmissionPage(page, rows.next());
        });
    }

    /** How many submissions are in each state, as {@link StateCounts} says; states without one count 0. */
    public Map<RecipientState, Long> counts() {
        return counts.of(RecipientState.class);
    }
}
