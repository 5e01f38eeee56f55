package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Notifications reach a Postfix once each, and what it says about each recipient is kept and obeyed. */
class OutboundIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static PrivatePostfix postfix;
    private static RunningMailroom mailroom;
    private static Queues queues;

    @BeforeAll
    static void startAll() throws IOException {
        postfix = PrivatePostfix.start();
        mailroom = RunningMailroom.unpacked("outbound")
                .with("MAILROOM_SUBMISSION_FIRST_PAUSE", "PT2S")
                .settings("""
                        relays:
                          default:
                            server: %s
                            from: "Mailroom <mailroom@example.org>"
                        """.formatted(postfix.server()));
        queues = Queues.deploy(mailroom);
        mailroom.start();
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
        if (postfix != null) {
            postfix.close();
        }
    }

    @Test
    void aNotificationByRestIsSentOnceHoweverOftenItIsAskedFor() throws IOException {
        String json = notification("by REST", "rest@example.com");
        String id = post(json, "Idempotency-Key", "order-1");
        assertThat(post(json, "Idempotency-Key", "order-1")).isEqualTo(id);
        awaitState(id, "rest@example.com", "sent");
        assertThat(post(json, "Idempotency-Key", "order-1")).isEqualTo(id);
        assertSentWithReply(id, "rest@example.com");
        awaitMails("rest@example.com", 1);
    }

    @Test
    void aNotificationByJmsIsSentOnceHoweverOftenItsMessageComes() throws IOException {
        String json = notification("by JMS", "jms@example.com");
        queues.send("jms/mailroom/notifications", json, "IdempotencyKey=order-2");
        queues.send("jms/mailroom/notifications", json, "IdempotencyKey=order-2");
        Awaitility.await("it is accepted")
                .atMost(SOON)
                .until(() -> sentTo("jms@example.com").size() == 1);
        String id = sentTo("jms@example.com").get(0);
        awaitState(id, "jms@example.com", "sent");
        assertSentWithReply(id, "jms@example.com");
        Awaitility.await("both messages are consumed")
                .atMost(SOON)
                .until(() -> queues.take("mailroom.notifications").statusCode() == 204);
        assertThat(sentTo("jms@example.com")).hasSize(1);
        awaitMails("jms@example.com", 1);
    }

    @Test
    void aPoisonMessageIsAnIncidentAndTheNextOneIsSent() throws IOException {
        queues.send("jms/mailroom/notifications", "no JSON at all", "");
        queues.send("jms/mailroom/notifications", notification("after the poison", "after@example.com"), "");
        awaitMails("after@example.com", 1);
        assertThat(mailroom.get("/incidents").toString()).contains("notification-refused");
    }

    @Test
    void ofThreeRecipientsOneFailsOneIsSentAndOneLater() throws IOException {
        postfix.answer(Map.of("gone@example.com", "550 5.1.1 no such person", "late@example.com", "451 4.3.0 later"));
        String id = post(notification("three", "taken@example.com", "gone@example.com", "late@example.com"));
        awaitState(id, "late@example.com", "deferred");
        assertThat(states(id))
                .containsEntry("taken@example.com", "sent")
                .containsEntry("gone@example.com", "failed")
                .containsEntry("late@example.com", "deferred");
        assertThat(recipient(id, "gone@example.com").getInt("code")).isEqualTo(550);
        assertThat(recipient(id, "gone@example.com").getString("reply")).contains("no such person");
        assertThat(recipient(id, "late@example.com").getInt("code")).isEqualTo(451);

        postfix.answer(Map.of());
        postfix.stop();
        postfix.startAgain();
        awaitState(id, "late@example.com", "sent");
        assertThat(states(id)).containsEntry("taken@example.com", "sent").containsEntry("gone@example.com", "failed");
        awaitMails("late@example.com", 1);
        awaitMails("taken@example.com", 1);
        awaitMails("gone@example.com", 0);
        assertThat(lines("RCPT from", "550 5.1.1", "to=<gone@example.com>")).hasSize(1);
        assertThat(lines("RCPT from", "451 4.3.0", "to=<late@example.com>")).isNotEmpty();
        assertThat(postfix.mails().stream()
                        .filter(mail -> mail.contains("Subject: three"))
                        .map(OutboundIT::messageId)
                        .distinct())
                .hasSize(1);
    }

    private static String messageId(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElse("none");
    }

    private static String notification(String subject, String... recipients) {
        return """
                {"to": ["%s"], "subject": "%s", "text": "It is on its way."}
                """.formatted(String.join("\", \"", recipients), subject);
    }

    private static String post(String json, String... headers) throws IOException {
        return mailroom.post("/notifications", json, headers).getString("id");
    }

    private static List<String> sentTo(String address) throws IOException {
        return mailroom.get("/notifications?recipient=" + address).getJsonArray("items").stream()
                .map(item -> item.asJsonObject().getString("id"))
                .toList();
    }

    private static JsonObject recipient(String id, String address) throws IOException {
        for (JsonValue each : mailroom.get("/notifications/" + id).getJsonArray("recipients")) {
            if (each.asJsonObject().getString("address").equals(address)) {
                return each.asJsonObject();
            }
        }
        throw new IOException(address + " is no recipient of " + id);
    }

    private static Map<String, String> states(String id) throws IOException {
        Map<String, String> states = new TreeMap<>();
        mailroom.get("/notifications/" + id)
                .getJsonArray("recipients")
                .forEach(each -> states.put(
                        each.asJsonObject().getString("address"),
                        each.asJsonObject().getString("state")));
        return states;
    }

    private static void awaitState(String id, String address, String state) {
        Awaitility.await(address + " is " + state)
                .atMost(SOON)
                .until(() -> recipient(id, address).getString("state").equals(state));
    }

    private static void assertSentWithReply(String id, String address) throws IOException {
        JsonObject recipient = recipient(id, address);
        assertThat(recipient.getInt("code")).isEqualTo(250);
        assertThat(recipient.getString("reply")).contains("queued as");
    }

    /** As many and no more, when Postfix has nothing left in its queue. */
    private static void awaitMails(String address, int count) {
        Awaitility.await(count + " mails for " + address)
                .atMost(SOON)
                .until(() -> postfix.mails().stream()
                                .filter(mail -> mail.contains("Delivered-To: " + address))
                                .count()
                        == count);
    }

    private static List<String> lines(String... parts) {
        return postfix.log()
                .lines()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
    }
}
