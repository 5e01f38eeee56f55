package mailroom.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * When the mails of each {@link #ROWS} row numbers were received, in the table {@code mail_span}: a question for a time is
 * answered from few rows although no index of the mails knows times. Right whatever the clock did.
 */
public final class MailSpans {

    static final long ROWS = 1024;

    private MailSpans() {}

    /** On the connection of the transaction that inserts the mails; the row numbers lie close together. */
    public static void received(Connection connection, long firstRow, long lastRow, Instant at) throws SQLException {
        for (long bucket = firstRow / ROWS; bucket <= lastRow / ROWS; bucket++) {
            if (!widened(connection, bucket, at.toEpochMilli())) {
                insert(connection, bucket, at.toEpochMilli());
            }
        }
    }

    private static boolean widened(Connection connection, long bucket, long at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update mail_span set"
                + " first_received = case when first_received < ? then first_received else ? end,"
                + " last_received = case when last_received > ? then last_received else ? end where bucket = ?")) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                statement.setLong(parameter, at);
            }
            statement.setLong(5, bucket);
            return statement.executeUpdate() == 1;
        }
    }

    private static void insert(Connection connection, long bucket, long at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into mail_span (bucket, first_received, last_received) values (?, ?, ?)")) {
            statement.setLong(1, bucket);
            statement.setLong(2, at);
            statement.setLong(3, at);
            statement.executeUpdate();
        }
    }

    /** All mails received then lie among these rows, and others too; the highest first. */
    static List<RowRuns.Run> falling(Handle handle, Optional<Instant> after, Optional<Instant> before) {
        List<Long> buckets = handle.createQuery(
                        "select bucket from mail_span" + " where last_received >= :after and first_received < :before")
                .bind("after", after.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE))
                .bind("before", before.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE))
                .mapTo(Long.class)
                .list();
        List<RowRuns.Run> runs = new ArrayList<>();
        for (RowRuns.Run run : RowRuns.of(new TreeSet<>(buckets), 1)) {
            runs.add(0, new RowRuns.Run(Math.max(1, run.first() * ROWS), (run.last() + 1) * ROWS - 1));
        }
        return runs;
    }
}
