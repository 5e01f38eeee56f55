package mailroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import mailroom.EmbeddedDerby;
import mailroom.settings.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F19: no account is locked by Mailroom. */
class RejectedLoginsTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Secret WRONG = new Secret("wrong");
    private static EmbeddedDerby derby;

    private Instant now = START;
    private RejectedLogins logins;
    private String server;

    @BeforeAll
    static void start() {
        derby = new EmbeddedDerby();
    }

    @AfterAll
    static void stop() {
        derby.close();
    }

    @BeforeEach
    void anotherServer() {
        server = "imap-" + System.nanoTime() + ":993";
        logins = restarted();
    }

    private RejectedLogins restarted() {
        return RejectedLogins.withQuickProofs(derby.database(), new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private void reject(Secret secret, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(logins.closedUntil(server, "ann", secret)).isEmpty();
            logins.rejected(server, "ann", secret);
            now = now.plus(Duration.ofMinutes(5));
        }
    }

    @Test
    void f19ClosesAfterThreeRejectionsInAnHour() {
        reject(WRONG, 3);
        assertThat(logins.closedUntil(server, "ann", WRONG)).contains(START.plus(Duration.ofHours(1)));
        now = START.plus(Duration.ofHours(1));
        assertThat(logins.closedUntil(server, "ann", WRONG)).isEmpty();
        logins.rejected(server, "ann", WRONG);
        assertThat(logins.closedUntil(server, "ann", WRONG)).isPresent();
    }

    @Test
    void f19StaysClosedOverARestart() {
        reject(WRONG, 3);
        assertThat(restarted().closedUntil(server, "ann", WRONG)).isPresent();
    }

    @Test
    void f19AnotherSecretIsTriedAtOnce() {
        reject(WRONG, 3);
        assertThat(logins.closedUntil(server, "ann", new Secret("right"))).isEmpty();
        logins.accepted(server, "ann");
        assertThat(logins.closedUntil(server, "ann", WRONG)).isEmpty();
    }

    @Test
    void f19OtherAccountsStayOpen() {
        reject(WRONG, 3);
        assertThat(logins.closedUntil(server, "bob", WRONG)).isEmpty();
        assertThat(logins.closedUntil("other:993", "ann", WRONG)).isEmpty();
    }

    @Test
    void keepsNoSecret() {
        reject(new Secret("hunter2-hunter2"), 1);
        String proofs = derby.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select proof from rejected_login where server = :server")
                .bind("server", server)
                .mapTo(String.class)
                .one());
        assertThat(proofs).doesNotContain("hunter2");
    }
}
