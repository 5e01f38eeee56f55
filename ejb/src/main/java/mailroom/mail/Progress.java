package mailroom.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mailroom.database.Database;

/**
 * How far the mails of each mailbox have come. They move on in the order of their rows, which is the order of their
 * commits, so the state of a mail follows from its row's number and costs no update of its own.
 */
@ApplicationScoped
public class Progress {

    /**
     * How far a mailbox is in one state.
     *
     * @param row the last that has come to the state or further, 0 for none
     * @param mails how many have
     */
    public record Reached(long row, long mails) {

        static final Reached NONE = new Reached(0, 0);
    }

    private static final String RECEIVED = "update progress set reached = ?, mails = mails + ?"
            + " where mailbox = ? and state = " + MailState.RECEIVED.code();
    private static final String FIRST =
            "insert into progress (mailbox, state, reached, mails, problems) values (?, ?, ?, ?, 0)";

    private final Database database;

    Progress() {
        this(null);
    }

    @Inject
    public Progress(Database database) {
        this.database = database;
    }

    /** Mails were inserted, the last with that row; on the connection that inserted them. */
    public static void received(Connection connection, String mailbox, long lastRow, int mails) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RECEIVED)) {
            update.setLong(1, lastRow);
            update.setLong(2, mails);
            update.setString(3, mailbox);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(FIRST)) {
            for (MailState state : MailState.values()) {
                boolean first = state == MailState.RECEIVED;
                insert.setString(1, mailbox);
                insert.setInt(2, state.code());
                insert.setLong(3, first ? lastRow : 0);
                insert.setLong(4, first ? mails : 0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    public Reached reached(String mailbox, MailState state) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select reached, mails from progress where mailbox = :mailbox and state = :state")
                .bind("mailbox", mailbox)
                .bind("state", state.code())
                .map((row, context) -> new Reached(row.getLong(1), row.getLong(2)))
                .findOne()
                .orElse(Reached.NONE));
    }

    /**
     * The mails from the first to the last row of the mailbox, all of them, have come to the state.
     *
     * @param problems how many of them could not be read in full
     * @throws IllegalStateException if another execution has moved them meanwhile
     */
    public void moved(String mailbox, MailState state, long firstRow, Reached last, int problems) {
        int updated = database.jdbi()
                .withHandle(handle -> handle.createUpdate("update progress set reached = :last, mails = mails + :mails,"
                                + " problems = problems + :problems"
                                + " where mailbox = :mailbox and state = :state and reached < :first")
                        .bind("last", last.row())
                        .bind("mails", last.mails())
                        .bind("problems", problems)
                        .bind("mailbox", mailbox)
                        .bind("state", state.code())
                        .bind("first", firstRow)
                        .execute());
        if (updated != 1) {
            throw new IllegalStateException(
                    "another execution has made mails of " + mailbox + " " + state + " at the same time");
        }
    }

    /** All that are ARCHIVED up to there are ROUTED without a look at each; a mailbox that is there already stays. */
    public void routedUpTo(String mailbox, Reached archived) {
        database.jdbi().useHandle(handle -> handle.createUpdate("update progress set reached = :row, mails = :mails"
                        + " where mailbox = :mailbox and state = :state and reached < :row")
                .bind("row", archived.row())
                .bind("mails", archived.mails())
                .bind("mailbox", mailbox)
                .bind("state", MailState.ROUTED.code())
                .execute());
    }

    /** The mailboxes of which some mails are in this state now. */
    public List<String> mailboxesWith(MailState state) {
        return database.jdbi().withHandle(handle -> handle.createQuery("select here.mailbox from progress here"
                        + " join progress further on further.mailbox = here.mailbox and further.state = here.state + 1"
                        + " where here.state = :state and here.reached > further.reached order by here.mailbox")
                .bind("state", state.code())
                .mapTo(String.class)
                .list());
    }

    /** How many mails are in each state now. */
    public Map<MailState, Long> countsByState() {
        Map<MailState, Long> come = new EnumMap<>(MailState.class);
        database.jdbi().useHandle(handle -> handle.createQuery("select state, sum(mails) from progress group by state")
                .map((row, context) -> come.put(MailState.of(row.getInt(1)), row.getLong(2)))
                .list());
        long all = come.getOrDefault(MailState.RECEIVED, 0L);
        // the rows are read one after the other, and commits may come in between
        long archived = Math.min(all, come.getOrDefault(MailState.ARCHIVED, 0L));
        long routed = Math.min(archived, come.getOrDefault(MailState.ROUTED, 0L));
        return Map.of(
                MailState.RECEIVED, all - archived, MailState.ARCHIVED, archived - routed, MailState.ROUTED, routed);
    }

    /** How many mails archive-mail could not read in full. */
    public long parseProblems() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select coalesce(sum(problems), 0) from progress")
                        .mapTo(Long.class)
                        .one());
    }
}
