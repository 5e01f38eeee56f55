package mailroom.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Looks for one row of each of many keys, by an index whatever the optimizer believes of the table. PostgreSQL gets the
 * keys as an array, in one round trip, and looks for each alone: for a list of them it chose to read the table and compare
 * each row with each key, where it had grown fast and was not analyzed yet. Derby gets them in a list of a fixed length,
 * so that one statement serves all.
 */
public final class KeyLookup {

    private final Connection connection;
    private final Dialect dialect;

    public KeyLookup(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Takes a row that was found. */
    @FunctionalInterface
    public interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * @param select ends with the column that is compared with the keys
     * @param before the parameters in the select, in their order
     * @param keys all {@code byte[]} or all {@code Long}
     * @param derbysKeys how many keys Derby gets at once; 1 where it would read the whole table for more
     */
    public void find(String select, List<String> before, Collection<?> keys, int derbysKeys, Row row)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        if (dialect == Dialect.POSTGRESQL) {
            findByArray(select, before, keys, row);
        } else {
            findByLists(select, before, List.copyOf(keys), derbysKeys, row);
        }
    }

    private void findByArray(String select, List<String> before, Collection<?> keys, Row row) throws SQLException {
        // the limit keeps the planner from joining the tables as wholes
        String each = "select found.* from unnest(?) as wanted(wanted_key) cross join lateral (" + select
                + " = wanted_key limit 1) found";
        boolean hashes = keys.iterator().next() instanceof byte[];
        try (PreparedStatement statement = connection.prepareStatement(each)) {
            Array array = hashes
                    ? connection.createArrayOf("bytea", keys.toArray(byte[][]::new))
                    : connection.createArrayOf("int8", keys.toArray(Long[]::new));
            try {
                statement.setArray(1, array);
                bind(statement, 2, before);
                read(statement, row);
            } finally {
                array.free();
            }
        }
    }

    private void findByLists(String select, List<String> before, List<?> keys, int atOnce, Row row)
            throws SQLException {
        String some = select + " in (?" + ", ?".repeat(atOnce - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(some)) {
            for (int from = 0; from < keys.size(); from += atOnce) {
                bind(statement, 1, before);
                for (int i = 0; i < atOnce; i++) {
                    Object key = keys.get(Math.min(from + i, keys.size() - 1));
                    int parameter = 1 + before.size() + i;
                    if (key instanceof byte[] hash) {
                        statement.setBytes(parameter, hash);
                    } else {
                        statement.setLong(parameter, (Long) key);
                    }
                }
                read(statement, row);
            }
        }
    }

    private static void bind(PreparedStatement statement, int first, List<String> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setString(first + i, values.get(i));
        }
    }

    private static void read(PreparedStatement statement, Row row) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                row.read(rows);
            }
        }
    }
}
