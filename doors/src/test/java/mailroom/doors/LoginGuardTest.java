package mailroom.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginGuardTest {

    private static final String HERE = "192.0.2.7";
    private static final String THERE = "192.0.2.8";

    private final AtomicLong nanos = new AtomicLong();
    private final LoginGuard guard = new LoginGuard(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** How many of so many attempts were looked at. */
    private int fail(int times, String client, String user) {
        int seen = 0;
        for (int i = 0; i < times; i++) {
            if (guard.refusal(client, user).isEmpty()) {
                guard.wrong(client, user);
                seen++;
            }
        }
        return seen;
    }

    @Test
    void looksAtTenWrongPasswordsOfAUserFromOneClientAndThenAtOneInSixSeconds() {
        assertThat(fail(300, HERE, "admin")).isEqualTo(10);
        assertThat(guard.refusal(HERE, "admin")).contains(Duration.ofSeconds(6));
        pass(Duration.ofSeconds(6).minusMillis(1));
        assertThat(guard.refusal(HERE, "admin"))
                .hasValueSatisfying(left -> assertThat(left).isLessThan(Duration.ofMillis(2)));
        pass(Duration.ofMillis(2));
        assertThat(fail(2, HERE, "admin")).isEqualTo(1);
    }

    @Test
    void doesNotStopAnotherClient() {
        fail(300, HERE, "admin");
        assertThat(guard.refusal(THERE, "admin")).isEmpty();
    }

    @Test
    void stopsOnePasswordForManyUsers() {
        int seen = 0;
        for (int user = 0; user < 300; user++) {
            seen += fail(1, HERE, "user" + user);
        }
        assertThat(seen).isEqualTo(20);
        assertThat(guard.refusal(THERE, "user1")).isEmpty();
    }

    @Test
    void stopsAUserThatManyClientsTry() {
        int seen = 0;
        for (int client = 0; client < 300; client++) {
            seen += fail(1, "198.51.100." + client, "admin");
        }
        assertThat(seen).isEqualTo(50);
    }

    @Test
    void stopsManyUsersThatManyClientsTry() {
        int seen = 0;
        for (int client = 0; client < 1000; client++) {
            seen += fail(1, "client" + client, "user" + client);
        }
        assertThat(seen).isEqualTo(300);
    }

    @Test
    void whoHasLoggedInFromAClientIsStoppedByOwnFailuresAlone() {
        guard.right(HERE, "admin");
        for (int client = 0; client < 1000; client++) {
            fail(1, "client" + client, "admin");
        }
        fail(300, HERE, "someone");
        assertThat(guard.refusal(HERE, "admin")).isEmpty();
        assertThat(fail(300, HERE, "admin")).isEqualTo(10);
        pass(LoginGuard.KNOWN_FOR);
        for (int client = 0; client < 1000; client++) {
            fail(1, "client" + client, "admin");
        }
        assertThat(guard.refusal(HERE, "admin")).as("a day later").isPresent();
    }

    @Test
    void logsInAsManyAtOnceAsComeWithARightPassword() {
        for (int login = 0; login < 1000; login++) {
            assertThat(guard.refusal(HERE, "admin")).isEmpty();
        }
        guard.right(HERE, "admin");
        assertThat(guard.refusal(HERE, "admin")).isEmpty();
    }

    @Test
    void whatFailsAtOnceMakesTheWaitLongerUpToALimit() {
        for (int login = 0; login < 15; login++) {
            guard.wrong(HERE, "admin");
        }
        assertThat(guard.refusal(HERE, "admin")).contains(Duration.ofSeconds(6 * 6));
        for (int login = 0; login < 1000; login++) {
            guard.wrong(HERE, "someone");
        }
        assertThat(guard.refusal(HERE, "someone").orElseThrow()).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void forgivesWhatWasNoFailure() {
        for (int i = 0; i < 300; i++) {
            assertThat(fail(1, HERE, "admin")).isEqualTo(1);
            guard.forgive(HERE, "admin");
        }
        assertThat(guard.failed()).isZero();
    }

    @Test
    void countsWhatFailedAndWhatHadToWait() {
        fail(12, HERE, "admin");
        assertThat(guard.failed()).isEqualTo(10);
        assertThat(guard.refused()).isEqualTo(2);
    }

    @Test
    void remembersABoundedNumberOfClientsAndUsers() {
        for (int i = 0; i < LoginGuard.MOST_KEPT + 100; i++) {
            guard.right("client" + i, "user" + i);
            fail(1, "client" + i, "user" + i);
            pass(Duration.ofSeconds(1));
        }
        assertThat(guard.kept()).isEqualTo(LoginGuard.MOST_KEPT);
    }
}
