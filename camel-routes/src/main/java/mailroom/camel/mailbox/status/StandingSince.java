package mailroom.camel.mailbox.status;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mailroom.mailbox.MailboxReport.Problem;
import mailroom.mailbox.ProblemKind;
import mailroom.mailbox.Standstills;

/**
 * Since when a mailbox and its folders stand still, over restarts. Where the rows cannot be read or written, the instants
 * of this run count, so that a database in trouble does not hide what a mailbox is in trouble for.
 */
public final class StandingSince {

    private static final Logger LOG = System.getLogger(StandingSince.class.getName());

    private final String mailbox;
    private final Optional<Standstills> rows;
    private final Clock clock;
    private final Map<String, Problem> known = new HashMap<>();

    public StandingSince(String mailbox, Standstills rows, Clock clock) {
        this(mailbox, Optional.of(rows), clock);
        unlessTheDatabaseFails(() -> known.putAll(rows.of(mailbox)));
    }

    private StandingSince(String mailbox, Optional<Standstills> rows, Clock clock) {
        this.mailbox = mailbox;
        this.rows = rows;
        this.clock = clock;
    }

    /** For as long as the process runs. */
    static StandingSince inMemory(String mailbox, Clock clock) {
        return new StandingSince(mailbox, Optional.empty(), clock);
    }

    /** Why the whole mailbox stands still, by the last run where this one has not said anything yet. */
    Optional<Problem> ofMailbox() {
        return Optional.ofNullable(known.get(Standstills.WHOLE_MAILBOX));
    }

    /**
     * The problem as it stands now, with the instant at which one of its kind began.
     *
     * @param before what is known of it in this run
     */
    Problem since(String folder, ProblemKind kind, String message, Optional<Problem> before) {
        Optional<Problem> last = before.or(() -> Optional.ofNullable(known.get(folder)));
        Optional<Instant> began = last.filter(problem -> problem.kind() == kind).map(Problem::since);
        Problem now = new Problem(kind, message, began.orElseGet(clock::instant));
        if (began.isEmpty() || !known.containsKey(folder)) {
            rows.ifPresent(table -> unlessTheDatabaseFails(() -> table.stands(mailbox, folder, now)));
        }
        known.put(folder, now);
        return now;
    }

    void moves(String folder) {
        known.remove(folder);
        rows.ifPresent(table -> unlessTheDatabaseFails(() -> table.moves(mailbox, folder)));
    }

    private void unlessTheDatabaseFails(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "since when mailbox " + mailbox + " stands still is not kept", e);
        }
    }
}
