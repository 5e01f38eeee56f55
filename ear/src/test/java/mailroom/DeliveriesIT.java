package mailroom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A script's tests send mail to a queue, a folder and webhooks, once each; a webhook that is ill gets it later. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveriesIT {

    private static final System.Logger LOG = System.getLogger(DeliveriesIT.class.getName());
    private static final Duration SOON = Duration.ofSeconds(90);
    /** How long the webhook is ill; {@code -Dmailroom.webhook.ill=PT120S} is the long proof. */
    private static final Duration ILL = Duration.parse(System.getProperty("mailroom.webhook.ill", "PT20S"));

    private static final String RULES = """
            if header :contains "subject" "order" { pipe "orders"; }
            if address :domain :is "from" "partner.example" { pipe "drop"; }
            if anyof (size :over 20K, exists "x-ticket") { pipe "helpdesk"; }
            if exists "x-strict" { pipe "strict"; }
            if exists "x-told" { pipe "told"; pipe "attached"; }
            """;

    @TempDir
    static Path drop;

    @TempDir
    static Path told;

    @TempDir
    static Path attached;

    private static GreenMail mailServer;
    private static GreenMailUser sales;
    private static RecordingWebhook helpdesk;
    private static RecordingWebhook strict;
    private static RunningMailroom mailroom;
    private static Queues queues;

    @BeforeAll
    static void startAll() throws Exception {
        mailServer = new GreenMail(
                new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP).dynamicPort()});
        mailServer.start();
        helpdesk = new RecordingWebhook(503);
        strict = new RecordingWebhook(400);
        sales = mailServer.setUser("sales@example.org", "sales", "a-secret-of-sales");
        append(sales, "From: a@example.org\r\nSubject: order 1\r\nJMSReplyTo: evil\r\nmailroomId: evil\r\n\r\none\r\n");
        append(sales, "From: b@partner.example\r\nSubject: an order\r\nCamelFileName: ../evil\r\n\r\ntwo\r\n");
        append(sales, "From: c@example.org\r\nX-Ticket: 7\r\nCamelHttpUri: http://127.0.0.1:1/\r\n\r\nthree\r\n");
        append(sales, "From: d@example.org\r\nSubject: big\r\n\r\n" + ("0123456789".repeat(7) + "\r\n").repeat(400));
        append(sales, "From: e@example.org\r\nX-Strict: yes\r\nAuthorization: evil\r\n\r\nfive\r\n");
        append(sales, "From: f@example.org\r\nSubject: nothing\r\n\r\nsix\r\n");
        mailroom = RunningMailroom.unpacked("deliveries")
                .with("SALES_PASSWORD", "a-secret-of-sales")
                .rules("sales.sieve", RULES)
                .settings("""
                        mailboxes:
                          - name: sales
                            server: imap://127.0.0.1:%d
                            user: sales
                            password: ${SALES_PASSWORD}
                            rules: sales.sieve
                        destinations:
                          orders: { uri: "jms:queue:orders" }
                          drop: { uri: "file:%s" }
                          helpdesk: { uri: "%s" }
                          strict: { uri: "%s" }
                          told: { uri: "file:%s", as: json }
                          attached: { uri: "file:%s", as: parts }
                        """.formatted(
                                mailServer.getImap().getPort(), drop, helpdesk.uri(), strict.uri(), told, attached));
        queues = Queues.deploy(mailroom, "orders");
        mailroom.start();
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
        mailServer.stop();
        helpdesk.close();
        strict.close();
    }

    @Test
    @Order(1)
    void aQueueGetsEachMailOnceWithNoHeaderOfIt() throws Exception {
        awaitDeliveries("done", 3);
        for (int mail = 0; mail < 2; mail++) {
            HttpResponse<byte[]> message = queues.take("orders");
            assertThat(message.statusCode()).isEqualTo(200);
            assertThat(new String(message.body(), ISO_8859_1)).contains("order");
            assertThat(message.headers().firstValue("Property-mailroomId"))
                    .contains(SegmentMembers.sha256(message.body()));
            assertThat(message.headers().map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .filteredOn(name -> name.startsWith("property-"))
                    .isSubsetOf("property-mailroomid", "property-mailroommailbox", "property-messageid");
        }
        assertThat(queues.take("orders").statusCode()).isEqualTo(204);
    }

    @Test
    @Order(2)
    void aFolderGetsEachMailOnceUnderItsHash() throws Exception {
        awaitDeliveries("done", 3);
        byte[] bytes = Files.readAllBytes(only(drop));
        assertThat(new String(bytes, ISO_8859_1)).contains("two");
        assertThat(only(drop)).hasFileName(SegmentMembers.sha256(bytes) + ".eml");
    }

    @Test
    @Order(3)
    void aWebhookThatIsIllGetsEachMailOnceWhenItIsWell() {
        Awaitility.await("both were tried")
                .atMost(SOON)
                .until(() -> helpdesk.answered(503).stream()
                                .map(RecordingWebhook.Call::key)
                                .distinct()
                                .count()
                        == 2);
        Awaitility.await("the webhook is ill that long")
                .pollDelay(ILL)
                .atMost(ILL.plus(SOON))
                .until(() -> mailroom.count("deliveries", "waiting") == 2);
        int refusals = helpdesk.answered(503).size();
        helpdesk.answer(200);
        Instant well = Instant.now();
        awaitDeliveries("done", 5);
        LOG.log(
                System.Logger.Level.INFO,
                "after {0} of 503 in {1} calls both arrived within {2} ms",
                ILL,
                refusals,
                Duration.between(well, Instant.now()).toMillis());
        assertThat(helpdesk.answered(200))
                .extracting(RecordingWebhook.Call::key)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(helpdesk.answered(200))
                .anySatisfy(call -> assertThat(call.text()).contains("three"))
                .anySatisfy(call -> assertThat(call.text()).contains("Subject: big"));
    }

    @Test
    @Order(4)
    void whatAWebhookRefusesFailsUntilItIsRetried() throws Exception {
        awaitDeliveries("failed", 1);
        JsonObject failed =
                mailroom.get("/deliveries?state=failed").getJsonArray("items").getJsonObject(0);
        assertThat(failed.toString()).contains("400");
        assertThat(strict.answered(400)).hasSize(1);
        strict.answer(204);
        mailroom.post("/deliveries/" + failed.get("id").toString().replace("\"", "") + "/retry", "");
        awaitDeliveries("done", 6);
        assertThat(strict.answered(204)).hasSize(1);
        RecordingWebhook.Call call = strict.answered(204).get(0);
        assertThat(call.text()).contains("five");
        assertThat(call.headers().getFirst("Authorization")).isNull();
        assertThat(call.key()).isEqualTo(strict.answered(400).get(0).key());
        assertThat(mailroom.count("deliveries", "failed")).isZero();
    }

    @Test
    @Order(5)
    void aFolderGetsWhatAMailSaysAndWhatIsAttachedToIt() throws Exception {
        append(sales, """
                From: =?utf-8?q?J=C3=BCrgen?= <g@example.org>
                X-Told: yes
                Content-Type: multipart/mixed; boundary=b

                --b

                seven
                --b
                Content-Type: text/csv; name=list.csv
                Content-Transfer-Encoding: base64

                YSxi
                --b--
                """.replace("\n", "\r\n"));
        awaitDeliveries("done", 8);
        JsonObject mail = Json.createReader(Files.newBufferedReader(only(told))).readObject();
        assertThat(mail.getJsonArray("from").getJsonObject(0).getString("name")).isEqualTo("Jürgen");
        assertThat(mail.getString("text")).isEqualTo("seven");
        assertThat(only(told)).hasFileName(mail.getString("id") + ".json");
        assertThat(only(attached)).hasContent("a,b").hasFileName(mail.getString("id") + "-1.csv");
    }

    private static Path only(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static void awaitDeliveries(String state, long count) {
        Awaitility.await(count + " deliveries are " + state)
                .atMost(SOON)
                .until(() -> mailroom.count("deliveries", state) >= count);
    }

    private static void append(GreenMailUser user, String mail) throws Exception {
        var inbox = mailServer.getManagers().getImapHostManager().getInbox(user);
        var session = mailServer.getImap().createSession();
        inbox.store(new MimeMessage(session, new ByteArrayInputStream(mail.getBytes(ISO_8859_1))));
    }
}
