package mailroom.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mailroom.hold.HeldByAnother;
import mailroom.hold.HomeHold;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;

/**
 * Sees to it that one server runs on a home and on a database. A second one says who has them and ends, and so does one
 * that was suspended until another took its database.
 */
final class OneServer implements AutoCloseable {

    /** {@code true}: the process ends; without it the application does not start, as on a server that others share. */
    static final String ENDS = "mailroom.second.ends";

    static final int EXIT_CODE = 3;

    private static final System.Logger LOG = System.getLogger(OneServer.class.getName());
    private static final String HOME = "MAILROOM_HOME";
    private static final int PAUSE_AFTER_FAILURE_SECONDS = 1;

    private final HomeHold home;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile DatabaseHold database;

    private OneServer(HomeHold home) {
        this.home = home;
    }

    static OneServer atHome() {
        String folder =
                ConfigProvider.getConfig().getOptionalValue(HOME, String.class).orElse("mailroom");
        try {
            return new OneServer(HomeHold.of(Path.of(folder).toAbsolutePath().normalize()));
        } catch (HeldByAnother held) {
            throw endedBy(held);
        } catch (IOException e) {
            throw new UncheckedIOException("MAILROOM_HOME " + folder + " cannot be written", e);
        }
    }

    String id() {
        return home.id();
    }

    /** Before the schema is changed under another server's feet; a database without the table has no server. */
    void refuseIfHeld(Jdbi jdbi, Dialect dialect) {
        try {
            DatabaseHold hold = hold(jdbi, dialect);
            jdbi.useHandle(hold::refuseIfHeld);
        } catch (HeldByAnother held) {
            close();
            throw endedBy(held);
        } catch (StatementException noTableYet) {
            LOG.log(System.Logger.Level.DEBUG, "the schema is older than the table of servers", noTableYet);
        }
    }

    void takeDatabase(Jdbi jdbi, Dialect dialect) {
        DatabaseHold hold = hold(jdbi, dialect);
        try {
            hold.take();
        } catch (HeldByAnother held) {
            close();
            throw endedBy(held);
        }
        database = hold;
        // not the container's: a timer of its may come late, and then another server counts this one as dead
        Thread beating = new Thread(() -> beatUntilClosed(hold), "server-hold");
        beating.setDaemon(true);
        beating.start();
    }

    private DatabaseHold hold(Jdbi jdbi, Dialect dialect) {
        return new DatabaseHold(jdbi, dialect, home.id(), home.holder(), Clock.systemUTC());
    }

    private void beatUntilClosed(DatabaseHold hold) {
        try {
            long pause = DatabaseHold.BEAT.toSeconds();
            while (!closed.await(pause, TimeUnit.SECONDS)) {
                pause = beat(hold) ? DatabaseHold.BEAT.toSeconds() : PAUSE_AFTER_FAILURE_SECONDS;
            }
        } catch (HeldByAnother lost) {
            endedBy(lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean beat(DatabaseHold hold) {
        try {
            hold.beat();
            return true;
        } catch (HeldByAnother lost) {
            throw lost;
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.DEBUG, "the database does not answer", away);
            return false;
        }
    }

    void require() {
        DatabaseHold hold = database;
        if (hold != null && !hold.isCertain()) {
            hold.beat();
        }
    }

    private static HeldByAnother endedBy(HeldByAnother held) {
        LOG.log(System.Logger.Level.ERROR, held.getMessage());
        boolean ends = ConfigProvider.getConfig(OneServer.class.getClassLoader())
                .getOptionalValue(ENDS, Boolean.class)
                .orElse(false);
        if (ends) {
            // nothing of this process is worth an orderly end, which would wait for the start that fails
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        return held;
    }

    @Override
    public void close() {
        closed.countDown();
        if (database != null) {
            try {
                database.letGo();
            } catch (RuntimeException away) {
                LOG.log(System.Logger.Level.DEBUG, "the database does not answer; the hold ends by itself", away);
            }
        }
        home.close();
    }
}
