package mailroom.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mailroom.hold.HeldByAnother;
import mailroom.hold.HomeHold;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * One running server for one database: a row that it renews every {@link #BEAT}. Another takes the row when it was let
 * go, or not renewed for {@link #LEASE}, and with each taking its term grows: a server that was suspended finds another
 * term when it goes on, and knows that it lost the database. On PostgreSQL the database's clock counts.
 */
public final class DatabaseHold {

    static final Duration BEAT = Duration.ofSeconds(5);
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String NOBODY = "";

    private final Jdbi jdbi;
    private final String now;
    private final String me;
    private final HomeHold.Holder holder;
    private final Clock clock;
    private long term;
    private volatile long beatNanos;
    private volatile long beatMillis;

    DatabaseHold(Jdbi jdbi, Dialect dialect, String me, HomeHold.Holder holder, Clock clock) {
        this.jdbi = jdbi;
        this.now = dialect == Dialect.POSTGRESQL
                ? "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"
                : "cast(:now as bigint)";
        this.me = me;
        this.holder = holder;
        this.clock = clock;
    }

    /** @throws HeldByAnother if another server lives on the database */
    synchronized void take() {
        jdbi.useTransaction(handle -> {
            refuseIfHeld(handle);
            int taken = update(
                    handle,
                    "update server_hold set holder = :me, host = :host, pid = :pid, home = :home,"
                            + " since = " + now + ", seen_at = " + now + ", term = term + 1"
                            + " where id = 1 and (holder in (:me, '') or seen_at < " + now + " - :lease)");
            if (taken != 1) {
                refuseIfHeld(handle);
                throw new HeldByAnother("another server has taken the database in this moment");
            }
            term = handle.createQuery("select term from server_hold where id = 1")
                    .mapTo(Long.class)
                    .one();
        });
        renewed();
    }

    /** For a start that has not brought the schema up to date yet. */
    void refuseIfHeld(Handle handle) {
        other(handle).ifPresent(message -> {
            throw new HeldByAnother(message);
        });
    }

    private Optional<String> other(Handle handle) {
        return handle.createQuery("select host, pid, home, since, seen_at, " + now + " as right_now from server_hold"
                        + " where id = 1 and holder not in (:me, '') and seen_at >= " + now + " - :lease")
                .bind("me", me)
                .bind("lease", LEASE.toMillis())
                .bind("now", clock.millis())
                .configure(SqlStatements.class, DatabaseHold::notAllBound)
                .map((row, context) -> {
                    var who = new HomeHold.Holder(
                            row.getString("host"),
                            row.getLong("pid"),
                            row.getString("home"),
                            Instant.ofEpochSecond(row.getLong("since") / 1000));
                    long ago = (row.getLong("right_now") - row.getLong("seen_at")) / 1000;
                    return "the database is in use by another server: " + who.words() + ", last heard of " + ago
                            + " s ago. Stop that one first; one that is dead lets go " + LEASE.toSeconds()
                            + " s after it was last heard of";
                })
                .findOne();
    }

    /**
     * Says that this server lives.
     *
     * @throws HeldByAnother if it was away for so long that another took the database
     */
    synchronized void beat() {
        jdbi.useTransaction(handle -> {
            int renewed = update(
                    handle,
                    "update server_hold set seen_at = " + now + " where id = 1 and holder = :me and term = :term");
            if (renewed != 1) {
                throw new HeldByAnother(
                        other(handle).orElse("the database was taken by another server, which has let it go since"));
            }
        });
        renewed();
    }

    private void renewed() {
        beatNanos = System.nanoTime();
        beatMillis = clock.millis();
    }

    /** Whether nobody else can have taken the database since the last beat. */
    boolean isCertain() {
        long silent = Math.max((System.nanoTime() - beatNanos) / 1_000_000, clock.millis() - beatMillis);
        return silent < LEASE.toMillis() - BEAT.toMillis();
    }

    /** Another server may take the database at once. */
    synchronized void letGo() {
        jdbi.useHandle(handle ->
                update(handle, "update server_hold set holder = '" + NOBODY + "' where holder = :me and term = :term"));
    }

    private int update(Handle handle, String sql) {
        return handle.createUpdate(sql)
                .bind("me", me)
                .bind("host", holder.host())
                .bind("pid", holder.pid())
                .bind("home", holder.home())
                .bind("lease", LEASE.toMillis())
                .bind("term", term)
                .bind("now", clock.millis())
                .configure(SqlStatements.class, DatabaseHold::notAllBound)
                .execute();
    }

    /** Not each statement has each of the parameters. */
    private static void notAllBound(SqlStatements statements) {
        statements.setUnusedBindingAllowed(true);
    }
}
