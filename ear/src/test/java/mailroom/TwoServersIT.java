package mailroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A second server on a home or a database says who has it and ends, until the first is dead or has let go. */
class TwoServersIT {

    private static final Duration SOON = Duration.ofSeconds(45);
    /** As long as a start takes on a machine that has much else to do. */
    private static final Duration A_START = Duration.ofMinutes(2);

    private static final Duration LEASE = Duration.ofSeconds(30);

    @Test
    void theSecondOnAHomeSaysWhoHasItAndEndsUntilThatOneIsDead() throws Exception {
        try (RunningMailroom first = RunningMailroom.unpacked("home-first");
                RunningMailroom second = RunningMailroom.unpacked("home-second")) {
            first.start();
            second.with("MAILROOM_HOME", first.home().toString());
            refused(second, first);
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.logged()).as("Liberty has not begun").doesNotContain("CWWKE0001I");

            Instant begun = Instant.now();
            assertThat(second.startInBackground()).as("server start").isNotZero();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
            assertThat(second.logged()).contains("Mailroom does not start: the home " + first.home());
            assertThat(first.count("mails")).as("the first goes on").isZero();

            first.kill();
            second.start();
            assertThat(second.count("mails")).isZero();
        }
    }

    @Test
    void theSecondOnADatabaseSaysWhoHasItUntilThatOneIsDead() throws Exception {
        try (PrivatePostgresql postgresql = PrivatePostgresql.start();
                RunningMailroom first = RunningMailroom.unpacked("database-first");
                RunningMailroom second = RunningMailroom.unpacked("database-second")) {
            postgresql.environment().forEach(first::with);
            postgresql.environment().forEach(second::with);
            first.start();
            refused(second, first);

            signal("STOP", first);
            Thread.sleep(LEASE.plusSeconds(3).toMillis());
            second.start();
            signal("CONT", first);
            Awaitility.await("the one that was suspended ends").atMost(SOON).until(() -> !ProcessHandle.of(first.pid())
                    .map(ProcessHandle::isAlive)
                    .orElse(false));
            assertThat(first.logged()).contains("the database is in use by another server", "home " + second.home());

            second.stop();
            first.start();
            assertThat(first.count("mails")).isZero();
        }
    }

    private static void refused(RunningMailroom second, RunningMailroom first) throws IOException {
        Instant begun = Instant.now();
        assertThatThrownBy(second::start).isInstanceOf(AssertionError.class);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(A_START);
        assertThat(second.logged())
                .contains("is in use by another server", "process " + first.jvm(), "home " + first.home());
    }

    private static void signal(String name, RunningMailroom mailroom) {
        Programs.run("kill", "-" + name, Long.toString(mailroom.jvm()));
    }
}
