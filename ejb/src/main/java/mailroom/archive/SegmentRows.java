package mailroom.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;

/** The rows of the table segment. Each call is a transaction of its own, but for {@link #advance}. */
public final class SegmentRows {

    /** @param committedLength bytes of the file that belong to committed mails */
    public record Row(int number, long committedLength, boolean sealed) {}

    private final Database database;

    public SegmentRows(Database database) {
        this.database = database;
    }

    public List<Row> all() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select number, committed_length, sealed from segment order by number")
                .map((row, context) ->
                        new Row(row.getInt("number"), row.getLong("committed_length"), row.getInt("sealed") != 0))
                .list());
    }

    public Optional<Row> row(int number) {
        return all().stream().filter(row -> row.number() == number).findFirst();
    }

    /**
     * The committed length once no transaction that might change it is open any more: an update takes the row's lock
     * first, so that a commit whose answer was lost has ended either way.
     */
    long settledLength(int number) {
        return database.jdbi().inTransaction(handle -> {
            handle.createUpdate("update segment set committed_length = committed_length where number = :number")
                    .bind("number", number)
                    .execute();
            return handle.createQuery("select committed_length from segment where number = :number")
                    .bind("number", number)
                    .mapTo(Long.class)
                    .one();
        });
    }

    public void insert(Row row) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into segment (number, committed_length, sealed) values (:number, :length, :sealed)")
                .bind("number", row.number())
                .bind("length", row.committedLength())
                .bind("sealed", row.sealed() ? 1 : 0)
                .execute());
    }

    public void seal(int number, long length) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "update segment set committed_length = :length, sealed = 1 where number = :number")
                .bind("length", length)
                .bind("number", number)
                .execute());
    }

    /**
     * Moves the committed end of the open segment with the transaction of this connection, which holds its mails.
     *
     * @throws IllegalStateException if somebody else has moved the segment's end meanwhile
     */
    public static void advance(Connection connection, int number, long from, long to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update segment set committed_length = ?"
                + " where number = ? and committed_length = ? and sealed = 0")) {
            statement.setLong(1, to);
            statement.setInt(2, number);
            statement.setLong(3, from);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("segment " + number + " no longer ends at " + from
                        + " in the database: does another server use it?");
            }
        }
    }

    /** What a crash left behind the committed end is in the ledger now. */
    void extend(int number, long length) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "update segment set committed_length = :length where number = :number")
                .bind("length", length)
                .bind("number", number)
                .execute());
    }
}
