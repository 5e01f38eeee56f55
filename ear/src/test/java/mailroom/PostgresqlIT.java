package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** PostgreSQL instead of Derby by the environment alone. */
class PostgresqlIT {

    @Test
    void keepsItsRowsInPostgresqlAndIsReadyAgainAfterItsRestart() throws IOException {
        try (PrivatePostgresql postgresql = PrivatePostgresql.start();
                RunningMailroom mailroom = RunningMailroom.unpacked("postgresql")) {
            postgresql.environment().forEach(mailroom::with);
            mailroom.start();
            assertThat(code(mailroom, "/mailroom/api/status")).isEqualTo(200);
            assertThat(postgresql.sql("select count(*) from mail")).isEqualTo("0");

            postgresql.kill();
            Awaitility.await("not ready")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> code(mailroom, "/health/ready") == 503);
            assertThat(code(mailroom, "/health/live")).isEqualTo(200);
            assertThat(mailroom.answer("/health/ready", null, null).body())
                    .contains("\"database\":\"does not answer\"")
                    .doesNotContain("Exception");
            for (String address : List.of(
                    "index.xhtml",
                    "api/status",
                    "api/mails",
                    "api/jobs",
                    "api/deliveries",
                    "api/notifications",
                    "api/incidents",
                    "api/audit")) {
                var answer = mailroom.answer("/mailroom/" + address, "admin", RunningMailroom.PASSWORD);
                assertThat(answer.statusCode()).as(address).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After"))
                        .as(address)
                        .isPresent();
                assertThat(answer.body())
                        .as(address)
                        .contains("the database does not answer")
                        .doesNotContain("Exception");
            }

            postgresql.startAgain();
            Awaitility.await("ready again")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> code(mailroom, "/health/ready") == 200);
        }
    }

    private static int code(RunningMailroom mailroom, String path) throws IOException {
        return mailroom.answer(path, "admin", RunningMailroom.PASSWORD).statusCode();
    }
}
