package mailroom.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inserts rows into one table, {@link #AT_ONCE} to a statement and all statements in one batch: on Derby a statement
 * costs half as much as its row, on PostgreSQL a batch is one round trip. Call {@link #finish} at the end.
 */
public final class RowInserts implements AutoCloseable {

    static final int AT_ONCE = 20;

    private final Connection connection;
    private final String insert;
    private final String values;
    private final int columns;
    private final List<Row> rows = new ArrayList<>(AT_ONCE);
    private PreparedStatement many;

    /** Sets the parameters of one row. */
    @FunctionalInterface
    public interface Row {
        /** @param before how many parameters lie in front of the row's first */
        void bind(PreparedStatement statement, int before) throws SQLException;
    }

    /** @param insert up to the word {@code values}, which follows */
    public RowInserts(Connection connection, String insert, int columns) {
        this.connection = connection;
        this.insert = insert;
        this.columns = columns;
        values = "(?" + ", ?".repeat(columns - 1) + ")";
    }

    public void add(Row row) throws SQLException {
        rows.add(row);
        if (rows.size() == AT_ONCE) {
            if (many == null) {
                many = connection.prepareStatement(insert + " values " + values + (", " + values).repeat(AT_ONCE - 1));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                rows.get(i).bind(many, i * columns);
            }
            many.addBatch();
            rows.clear();
        }
    }

    /** Executes what was added. */
    public void finish() throws SQLException {
        if (many != null) {
            many.executeBatch();
        }
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement single = connection.prepareStatement(insert + " values " + values)) {
            for (Row row : rows) {
                row.bind(single, 0);
                single.addBatch();
            }
            single.executeBatch();
        }
        rows.clear();
    }

    @Override
    public void close() throws SQLException {
        if (many != null) {
            many.close();
        }
    }
}
