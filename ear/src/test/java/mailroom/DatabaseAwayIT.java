package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The database goes away while notifications lie in the queue, and comes back. */
class DatabaseAwayIT {

    private static final int NOTIFICATIONS = 60;
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void everyNotificationThatWasQueuedMeanwhileIsSentOnce() throws Exception {
        try (PrivatePostgresql postgresql = PrivatePostgresql.start();
                MuteRelay relay = new MuteRelay();
                RunningMailroom mailroom = RunningMailroom.unpacked("database-away")) {
            postgresql.environment().forEach(mailroom::with);
            mailroom.settings("""
                    relays:
                      default:
                        server: smtp://127.0.0.1:%d
                        from: "Mailroom <mailroom@example.org>"
                    """.formatted(relay.port()));
            Queues queues = Queues.deploy(mailroom);
            mailroom.start();

            postgresql.kill();
            for (int number = 0; number < NOTIFICATIONS; number++) {
                queues.send(
                        "jms/mailroom/notifications",
                        "{\"to\": [\"a@example.com\"], \"subject\": \"number " + number + "!\", \"text\": \"t\"}",
                        "");
            }
            // what used to be five redeliveries took less than a second
            Thread.sleep(30_000);
            postgresql.startAgain();

            Awaitility.await("all are sent")
                    .atMost(LONG)
                    .until(() -> relay.taken().size() >= NOTIFICATIONS);
            for (int number = 0; number < NOTIFICATIONS; number++) {
                String subject = "Subject: number " + number + "!";
                assertThat(relay.taken())
                        .filteredOn(mail -> mail.contains(subject))
                        .hasSize(1);
            }
            assertThat(mailroom.get("/incidents").getJsonArray("items")).isEmpty();
            assertAGivenUpMessageCanBeSentAgain(mailroom, queues);
        }
    }

    private static void assertAGivenUpMessageCanBeSentAgain(RunningMailroom mailroom, Queues queues)
            throws IOException {
        queues.send("jms/mailroom/notifications", "{\"to\": [], \"subject\": \"nobody\"}", "IdempotencyKey=nobody");
        Awaitility.await("it is an incident")
                .atMost(LONG)
                .until(() -> mailroom.get("/incidents").toString().contains("notification-refused"));
        int incident = mailroom.get("/incidents")
                .getJsonArray("items")
                .getJsonObject(0)
                .getInt("id");
        mailroom.post("/incidents/" + incident + "/replay", "");
        Awaitility.await("it is refused again")
                .atMost(LONG)
                .until(() -> mailroom.get("/incidents").getJsonArray("items").size() == 2);
        assertThat(mailroom.call(
                                "POST",
                                "/mailroom/api/incidents/" + incident + "/replay",
                                "admin",
                                RunningMailroom.PASSWORD,
                                "")
                        .statusCode())
                .isEqualTo(409);
        assertThat(mailroom.answer("/metrics", "admin", RunningMailroom.PASSWORD)
                        .body())
                .containsPattern("mailroom_incidents_total\\{[^}]*kind=\"notification-refused\"[^}]*} 2");
    }
}
