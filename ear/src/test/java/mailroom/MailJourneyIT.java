package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One mail's life: it arrives by IMAP, is archived, routed by a rule, and a notification about it leaves by SMTP, though
 * the relay says 451 at first.
 */
class MailJourneyIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ORDER = """
            From: Anna <anna@example.org>
            To: sales@example.org
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=, order 4711
            Message-ID: <order-4711@example.org>
            Date: Mon, 6 Jul 2026 10:00:00 +0200
            CamelFileName: ../../escaped
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Please send ten.
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="order.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0=
            --b--
            """.replace("\n", "\r\n");

    @TempDir
    static Path drop;

    private static GreenMail mailServer;
    private static GreenMailUser sales;
    private static GreylistingRelay relay;
    private static RunningMailroom mailroom;

    @BeforeAll
    static void startAll() throws IOException {
        mailServer = new GreenMail(
                new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP).dynamicPort()});
        mailServer.start();
        sales = mailServer.setUser("sales@example.org", "sales", "a-secret-of-sales");
        relay = new GreylistingRelay();
        mailroom = RunningMailroom.unpacked("journey")
                .with("MAILROOM_SUBMISSION_FIRST_PAUSE", "PT5S")
                .with("SALES_PASSWORD", "a-secret-of-sales")
                .rules("sales.sieve", "if header :contains \"subject\" \"order\" { pipe \"orders\"; }")
                .settings("""
                        mailboxes:
                          - name: sales
                            server: imap://127.0.0.1:%d
                            user: sales
                            password: ${SALES_PASSWORD}
                            rules: sales.sieve
                        destinations:
                          orders: { uri: "file:%s" }
                        relays:
                          default:
                            server: smtp://127.0.0.1:%d
                            from: "Mailroom <mailroom@example.org>"
                        """.formatted(mailServer.getImap().getPort(), drop, relay.port()))
                .start();
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
        if (mailServer != null) {
            mailServer.stop();
        }
        if (relay != null) {
            relay.close();
        }
    }

    @Test
    void aMailIsArchivedRoutedAndDeliveredByteForByte() throws IOException, FolderException {
        append(ORDER);
        Awaitility.await("the mail is routed").atMost(SOON).until(() -> mailroom.count("routed") == 1);
        Awaitility.await("the delivery is done").atMost(SOON).until(() -> mailroom.count("deliveries", "done") == 1);

        JsonObject mail =
                mailroom.get("/mails?mailbox=sales").getJsonArray("items").getJsonObject(0);
        assertThat(mail.getString("subject")).isEqualTo("Grüße, order 4711");
        assertThat(mail.getString("messageId")).contains("order-4711@example.org");
        assertThat(mail.getJsonArray("attachments").toString()).contains("order.pdf");
        assertThat(mail.containsKey("parseProblem") && !mail.isNull("parseProblem"))
                .isFalse();
        String id = mail.getString("id");
        byte[] raw = mailroom.getRaw("/mailroom/api/mails/" + id + "/raw").body();
        assertThat(new String(raw, StandardCharsets.UTF_8)).contains("Please send ten.");
        assertThat(drop.resolve(id + ".eml")).hasBinaryContent(raw);
        assertThat(drop.getParent().resolve("escaped")).doesNotExist();
    }

    @Test
    void aNotificationThatTheRelayPutsOffIsSentLaterOnce() throws IOException {
        String json = """
                {"to": ["boss@example.org"], "subject": "An order came", "text": "Ten of them."}
                """;
        String id = mailroom.post("/notifications", json, "Idempotency-Key", "order-4711")
                .getString("id");
        Awaitility.await("it is deferred")
                .atMost(SOON)
                .until(() -> recipient(id).getString("state").equals("deferred"));
        assertThat(recipient(id).getInt("code")).isEqualTo(451);
        assertThat(recipient(id).getString("reply")).contains("greylisted");

        Awaitility.await("it is sent")
                .atMost(SOON)
                .until(() -> recipient(id).getString("state").equals("sent"));
        assertThat(recipient(id).getInt("code")).isEqualTo(250);
        assertThat(recipient(id).getInt("attempts")).isEqualTo(2);
        assertThat(relay.refused()).containsExactly("boss@example.org");
        assertThat(relay.taken()).singleElement().asString().contains("Subject: An order came");
        assertThat(mailroom.post("/notifications", json, "Idempotency-Key", "order-4711")
                        .getString("id"))
                .isEqualTo(id);
    }

    private static JsonObject recipient(String notification) throws IOException {
        return mailroom.get("/notifications/" + notification)
                .getJsonArray("recipients")
                .getJsonObject(0);
    }

    @Test
    void noSecretStandsInTheLog() throws IOException {
        assertThat(Files.readString(mailroom.log()))
                .doesNotContain("a-secret-of-sales")
                .doesNotContain(RunningMailroom.PASSWORD);
    }

    private static void append(String mail) throws FolderException {
        var inbox = mailServer.getManagers().getImapHostManager().getInbox(sales);
        try {
            var session = mailServer.getImap().createSession();
            inbox.store(new jakarta.mail.internet.MimeMessage(
                    session, new java.io.ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception e) {
            throw new FolderException("not stored: " + e.getMessage());
        }
    }
}
