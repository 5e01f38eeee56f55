package mailroom.life;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import mailroom.database.Database;
import mailroom.disk.NoSpaceLeft;

/**
 * Does work once the database answers and there is room on its disk, however long that takes: its trouble is nobody's failed attempt. The work is a
 * transaction of its own and may be done again after its commit was lost. A stop of the server ends the wait.
 */
@ApplicationScoped
public class DatabaseWait {

    /** Between two looks whether the database answers. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** So often in a row may work fail for the database's sake while the database answers. */
    static final int MOST_FAILURES_WHILE_IT_ANSWERS = 10;

    private static final System.Logger LOG = System.getLogger(DatabaseWait.class.getName());
    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final Database database;
    private final ServerStop stop;
    private final Duration pause;

    DatabaseWait() {
        this(null, null);
    }

    @Inject
    public DatabaseWait(Database database, ServerStop stop) {
        this(database, stop, PAUSE);
    }

    public DatabaseWait(Database database, ServerStop stop, Duration pause) {
        this.database = database;
        this.stop = stop;
        this.pause = pause;
    }

    /**
     * @throws RuntimeException what the work throws where the database answers; where the server stops before that, the
     *     last error
     */
    public <T> T through(Supplier<T> work) {
        for (int failures = 1; ; failures++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                boolean answers = answers() && !(e instanceof NoSpaceLeft);
                if (answers && (!DatabaseTrouble.isIn(e) || failures >= MOST_FAILURES_WHILE_IT_ANSWERS)) {
                    throw e;
                }
                if (!answers) {
                    failures = 0;
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "the database or its disk is away; what waits for it goes on then");
                }
                awaitAnswer(e);
            }
        }
    }

    public void through(Runnable work) {
        through(() -> {
            work.run();
            return null;
        });
    }

    /** At least one pause, so that a database that fails each time is not asked in a loop. */
    private void awaitAnswer(RuntimeException why) {
        do {
            if (stop.comesWithin(pause)) {
                throw why;
            }
        } while (!answers());
    }

    boolean answers() {
        try (var connection = database.dataSource().getConnection()) {
            return connection.isValid(ANSWERS_WITHIN_SECONDS);
        } catch (SQLException away) {
            return false;
        }
    }
}
