package mailroom.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells which failures are those of what Mailroom stands on, so that trying again later helps. */
public final class Outages {

    /** SQLSTATE classes and codes: no connection, the database shuts down or starts, no room, too many connections. */
    private static final List<String> STATES = List.of("08", "57P", "53");

    private static final String DERBYS_DOWN = "XJ040 XJ015 XJ004 08006 XSDG0";

    private static final int MOST_CAUSES = 20;

    private Outages() {}

    /** As {@link #reason} of an error or of what caused it, as the container wraps it; empty too for what is no error. */
    public static Optional<String> reasonInCauses(Object thrown) {
        Object cause = thrown;
        for (int depth = 0;
                cause instanceof Throwable error && depth < MOST_CAUSES;
                depth++, cause = error.getCause()) {
            Optional<String> reason = reason(error);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    /** Why the request cannot be answered now; empty for every other failure. */
    public static Optional<String> reason(Throwable thrown) {
        if (thrown instanceof SQLException failed && isAway(failed)) {
            return Optional.of("the database does not answer; try again");
        }
        if (thrown instanceof IOException full && isFull(full)) {
            return Optional.of("there is no space left on disk");
        }
        return Optional.empty();
    }

    private static boolean isAway(SQLException failed) {
        String state = failed.getSQLState() == null ? "" : failed.getSQLState();
        return failed instanceof SQLTransientException
                || failed instanceof SQLRecoverableException
                || failed instanceof SQLNonTransientConnectionException
                || STATES.stream().anyMatch(state::startsWith)
                || !state.isEmpty() && DERBYS_DOWN.contains(state);
    }

    private static boolean isFull(IOException failed) {
        String said = failed instanceof FileSystemException system ? system.getReason() : failed.getMessage();
        return said != null && said.toLowerCase(Locale.ROOT).contains("no space left");
    }
}
