package mailroom.life;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import mailroom.disk.NoSpaceLeft;

/** Tells an error of the database's absence from one of the statement: the same statement may work later. */
final class DatabaseTrouble {

    /**
     * Classes of SQLSTATE: 08 no connection, 40 rolled back, 53 no disk, memory or connection left, 57 an operator's
     * intervention, 58 an error of the system; XJ and XS are Derby's for its own life, store and disk.
     */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58", "XJ", "XS");

    private static final int DEEPEST_CAUSE = 20;

    private DatabaseTrouble() {}

    static boolean isIn(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof NoSpaceLeft || cause instanceof SQLException problem && isIn(problem)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isIn(SQLException problem) {
        String state = problem.getSQLState();
        return problem instanceof SQLTransientException
                || problem instanceof SQLRecoverableException
                || state != null && state.length() >= 2 && CLASSES.contains(state.substring(0, 2));
    }
}
