package mailroom.mailbox;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.settings.Secret;

/**
 * Rejected logins, so that no account is locked: at most {@link #MOST} in any {@link #SPAN} with the same secret, whoever
 * tries, over pauses, changes of the settings and restarts. Another secret is tried at once.
 */
@ApplicationScoped
public class RejectedLogins {

    public static final int MOST = 3;
    public static final Duration SPAN = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final SecretProof proofs;

    RejectedLogins() {
        this(null);
    }

    @Inject
    public RejectedLogins(Database database) {
        this(database, Clock.systemUTC(), SecretProof.SLOW);
    }

    private RejectedLogins(Database database, Clock clock, SecretProof proofs) {
        this.database = database;
        this.clock = clock;
        this.proofs = proofs;
    }

    /** Fit for a test: a proof is made at once, and a secret could be found from it. */
    public static RejectedLogins withQuickProofs(Database database, Clock clock) {
        return new RejectedLogins(database, clock, new SecretProof(1));
    }

    private record Rejection(long at, String proof) {}

    /** @return when this secret may be tried again; empty: now */
    @Transactional(REQUIRES_NEW)
    public Optional<Instant> closedUntil(String server, String login, Secret secret) {
        List<Rejection> latest = latest(server, login);
        boolean closed = latest.size() == MOST
                && latest.stream().map(Rejection::proof).distinct().count() == 1
                && proofs.matches(latest.get(0).proof(), secret);
        return closed
                ? Optional.of(Instant.ofEpochMilli(latest.get(MOST - 1).at()).plus(SPAN))
                : Optional.empty();
    }

    private List<Rejection> latest(String server, String login) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select rejected_at, proof from rejected_login where server = :server and login = :login"
                                + " and rejected_at > :since order by rejected_at desc")
                .bind("server", server)
                .bind("login", login)
                .bind("since", clock.millis() - SPAN.toMillis())
                .setMaxRows(MOST)
                .map((row, context) -> new Rejection(row.getLong("rejected_at"), row.getString("proof")))
                .list());
    }

    @Transactional(REQUIRES_NEW)
    public void rejected(String server, String login, Secret secret) {
        // the same secret keeps its proof, so that one slow hash tells whether all are of this one
        String proof = latest(server, login).stream()
                .map(Rejection::proof)
                .limit(1)
                .filter(known -> proofs.matches(known, secret))
                .findFirst()
                .orElseGet(() -> proofs.of(secret));
        database.jdbi().useHandle(handle -> {
            handle.createUpdate("delete from rejected_login where rejected_at <= :since")
                    .bind("since", clock.millis() - SPAN.toMillis())
                    .execute();
            handle.createUpdate("insert into rejected_login (server, login, rejected_at, proof)"
                            + " values (:server, :login, :at, :proof)")
                    .bind("server", server)
                    .bind("login", login)
                    .bind("at", clock.millis())
                    .bind("proof", proof)
                    .execute();
        });
    }

    @Transactional(REQUIRES_NEW)
    public void accepted(String server, String login) {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "delete from rejected_login where server = :server and login = :login")
                .bind("server", server)
                .bind("login", login)
                .execute());
    }
}
