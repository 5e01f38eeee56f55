package mailroom.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import mailroom.database.Database;
import mailroom.mailbox.MailboxReport.Problem;

/**
 * Since when a mailbox or one of its folders stands still, and why: the table {@code standstill}, which keeps the instant
 * over restarts. The key of a whole mailbox is the empty folder name.
 */
@ApplicationScoped
public class Standstills {

    /** In place of a folder's name. */
    public static final String WHOLE_MAILBOX = "";

    private static final int LONGEST_MESSAGE = 1000;

    private final Database database;

    Standstills() {
        this(null);
    }

    @Inject
    public Standstills(Database database) {
        this.database = database;
    }

    /** All of a mailbox, by the name of the folder. */
    public Map<String, Problem> of(String mailbox) {
        return database.jdbi().withHandle(handle -> {
            Map<String, Problem> found = new TreeMap<>();
            handle.createQuery("select folder, kind, message, since_at from standstill where mailbox = :mailbox")
                    .bind("mailbox", mailbox)
                    .map((row, context) -> found.put(
                            row.getString("folder"),
                            new Problem(
                                    ProblemKind.of(row.getString("kind")),
                                    row.getString("message"),
                                    Instant.ofEpochMilli(row.getLong("since_at")))))
                    .list();
            return found;
        });
    }

    /** Replaces what stood there before. */
    @Transactional
    public void stands(String mailbox, String folder, Problem problem) {
        moves(mailbox, folder);
        String message = problem.message();
        database.jdbi().useHandle(handle -> handle.createUpdate("insert into standstill"
                        + " (mailbox, folder, kind, message, since_at)"
                        + " values (:mailbox, :folder, :kind, :message, :since)")
                .bind("mailbox", mailbox)
                .bind("folder", folder)
                .bind("kind", problem.kind().word())
                .bind("message", message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
                .bind("since", problem.since().toEpochMilli())
                .execute());
    }

    /** Nothing stands still any more. */
    @Transactional
    public void moves(String mailbox, String folder) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "delete from standstill where mailbox = :mailbox and folder = :folder")
                .bind("mailbox", mailbox)
                .bind("folder", folder)
                .execute());
    }
}
