package mailroom.camel.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mailroom.MovableClock;
import mailroom.Programs;
import mailroom.mail.Outcome;
import mailroom.routing.DeliveryAction;
import mailroom.routing.DeliveryState;
import mailroom.settings.DestinationSettings;
import mailroom.settings.PayloadForm;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;

class PayloadDeliveryTest extends DeliveryFixture {

    private static final String SECRET = "a secret of some length";
    private static final String TWO_FILES = """
            From: =?utf-8?q?J=C3=BCrgen?= <j@example.com>
            To: a@example.com, b@example.com
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            sch=C3=B6n
            --b
            Content-Type: application/pdf; name="../../etc/passwd.PDF"
            Content-Transfer-Encoding: base64

            AAEC
            --b
            Content-Type: evil/x"y; name="no extension"

            plain bytes
            --b--
            """.replace("\n", "\r\n");

    private Outcome carry(String uri, PayloadForm form, Optional<Secret> secret) {
        return courier(new DestinationSettings("target", uri, form, secret)).carry(held(DeliveryAction.PIPE, "target"));
    }

    private Outcome carry(String uri, PayloadForm form) {
        return carry(uri, form, Optional.empty());
    }

    private static JsonObject json(byte[] body) {
        return Json.createReader(new ByteArrayInputStream(body)).readObject();
    }

    @Test
    void tellsInJsonWhatTheMailSays() {
        bytes = TWO_FILES.getBytes(ISO_8859_1);
        storeMail();
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/in"), PayloadForm.JSON)).isInstanceOf(Outcome.Done.class);
            Webhook.Call call = webhook.calls.get(0);
            assertThat(call.headers().getFirst("Content-Type")).isEqualTo("application/json");
            JsonObject mail = json(call.body());
            assertThat(mail.getString("id")).isEqualTo(ID.hex());
            assertThat(mail.getString("subject")).isEqualTo("Grüße");
            assertThat(mail.getString("text")).isEqualTo("schön");
            assertThat(mail.getJsonArray("from").getJsonObject(0))
                    .isEqualTo(Json.createObjectBuilder()
                            .add("name", "Jürgen")
                            .add("address", "j@example.com")
                            .build());
            assertThat(mail.getJsonArray("to")).hasSize(2);
            assertThat(mail.getJsonObject("headers").getJsonArray("subject").getString(0))
                    .isEqualTo("Grüße");
            JsonObject file = mail.getJsonArray("attachments").getJsonObject(0);
            assertThat(file.getString("name")).isEqualTo("../../etc/passwd.PDF");
            assertThat(file.getString("part")).isEqualTo("2");
            assertThat(Base64.getDecoder().decode(file.getString("content"))).containsExactly(0, 1, 2);
            assertThat(mail.getJsonObject("links").getString("raw"))
                    .isEqualTo("/mailroom/api/mails/" + ID.hex() + "/raw");
        }
    }

    @Test
    void namesAndLinksAnAttachmentThatIsTooLargeForJson() {
        String large = "x".repeat((1 << 20) + 1);
        bytes = ("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/x\r\n\r\n" + large
                        + "\r\n--b\r\nContent-Type: application/x\r\n\r\n" + large.substring(1) + "\r\n--b--")
                .getBytes(ISO_8859_1);
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/in"), PayloadForm.JSON)).isInstanceOf(Outcome.Done.class);
            var files = json(webhook.calls.get(0).body()).getJsonArray("attachments");
            assertThat(files.getJsonObject(0)).doesNotContainKey("content");
            assertThat(files.getJsonObject(0).getInt("size")).isEqualTo(large.length());
            assertThat(files.getJsonObject(0).getString("link")).isEqualTo("/mailroom/api/mails/" + ID.hex() + "/raw");
            assertThat(files.getJsonObject(1)).containsKey("content").doesNotContainKey("link");
        }
    }

    @Test
    void handsOverEachAttachmentByItself() throws IOException {
        bytes = TWO_FILES.getBytes(ISO_8859_1);
        storeMail();
        try (Webhook webhook = Webhook.answering(200)) {
            for (String uri : List.of(webhook.uri("/in"), "jms:queue:orders", "file:" + folder.resolve("drop"))) {
                assertThat(carry(uri, PayloadForm.PARTS)).isInstanceOf(Outcome.Done.class);
            }
            assertThat(webhook.calls)
                    .extracting(Webhook.Call::body)
                    .containsExactly(new byte[] {0, 1, 2}, "plain bytes".getBytes(UTF_8));
            assertThat(webhook.calls)
                    .extracting(call -> call.headers().getFirst("Content-Type"))
                    .containsExactly("application/pdf", "evil/xy");
            assertThat(webhook.calls)
                    .extracting(call -> call.headers().getFirst("Mailroom-Part"))
                    .containsExactly("1", "2");
            assertThat(webhook.calls)
                    .extracting(call -> call.headers().getFirst("Idempotency-Key"))
                    .containsExactly(ID + "-sales-target-1", ID + "-sales-target-2");
        }
        assertThat(jms.sent)
                .extracting(sent -> sent.properties().get("mailroomPart"))
                .containsExactly("1", "2");
        assertThat(folder.resolve("drop").toFile().list()).containsExactlyInAnyOrder(ID + "-1.pdf", ID + "-2.bin");
    }

    @Test
    void stopsAtThePartThatIsNotTaken() {
        bytes = TWO_FILES.getBytes(ISO_8859_1);
        storeMail();
        try (Webhook webhook = Webhook.answering(503, 200)) {
            assertThat(carry(webhook.uri("/in"), PayloadForm.PARTS)).isInstanceOf(Outcome.TryAgain.class);
            assertThat(webhook.calls).hasSize(1);
        }
    }

    @Test
    void handsOverNothingWhereNothingIsAttached() {
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/in"), PayloadForm.PARTS)).isInstanceOf(Outcome.Done.class);
            assertThat(webhook.calls).isEmpty();
        }
    }

    @Test
    void givesUpOnMoreAttachmentsThanAreHandedOver() {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        mail.append("--b\r\nContent-Type: application/x\r\n\r\nx\r\n".repeat(201))
                .append("--b--\r\n");
        bytes = mail.toString().getBytes(ISO_8859_1);
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/in"), PayloadForm.PARTS))
                    .isEqualTo(new Outcome.GiveUp("the mail has more than 200 attachments"));
            assertThat(webhook.calls).isEmpty();
        }
    }

    /** Each call takes two minutes of a lease of three. */
    @Test
    void holdsTheDeliveryAsLongAsPartsAreTaken() {
        bytes = ("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: application/x\r\n\r\nx\r\n".repeat(5) + "--b--\r\n")
                .getBytes(ISO_8859_1);
        storeMail();
        MovableClock clock = new MovableClock("2100-01-01T00:00:00Z");
        List<Integer> due = new ArrayList<>();
        try (Webhook webhook = new Webhook((request, number) -> {
            clock.pass(Duration.ofMinutes(2));
            due.add(due(clock));
            request.sendResponseHeaders(200, -1);
        })) {
            Courier courier =
                    courier(new DestinationSettings("target", webhook.uri("/in"), PayloadForm.PARTS, Optional.empty()));
            assertThat(attempt(courier, clock).state()).isEqualTo(DeliveryState.DONE);
            assertThat(due).containsExactly(0, 0, 0, 0, 0);
        }
    }

    private static int due(MovableClock clock) {
        return DERBY.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from delivery where state = 'WAITING' and next_attempt_at <= :now")
                .bind("now", clock.millis())
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void cutsALongTextAtTheEndOfALine() {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes("Content-Type: text/plain; charset=gbk\r\n\r\n".getBytes(ISO_8859_1));
        byte[] chinese = ("\u4e2d\u6587".repeat(7) + "\u4e2d\n").getBytes(Charset.forName("gbk"));
        for (int i = 0; i < 40_000; i++) {
            mail.writeBytes(chinese);
        }
        bytes = mail.toByteArray();
        storeMail();
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/in"), PayloadForm.JSON)).isInstanceOf(Outcome.Done.class);
            JsonObject told = json(webhook.calls.get(0).body());
            assertThat(told.getBoolean("textCut")).isTrue();
            assertThat(told.getString("text").lines())
                    .hasSize((1 << 20) / chinese.length)
                    .allMatch(("\u4e2d\u6587".repeat(7) + "\u4e2d")::equals);
        }
    }

    @Test
    void tellsWhatIsLeftOut() {
        String many = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(10_000)
                + "--b\r\nContent-Type: application/x\r\n\r\nx\r\n--b--\r\n";
        bytes = many.getBytes(ISO_8859_1);
        storeMail();
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/in"), PayloadForm.JSON)).isInstanceOf(Outcome.Done.class);
            assertThat(json(webhook.calls.get(0).body())
                            .getJsonArray("problems")
                            .getString(0))
                    .isEqualTo("more than 10000 parts; those behind are left out");
            assertThat(carry(webhook.uri("/in"), PayloadForm.PARTS))
                    .isEqualTo(new Outcome.GiveUp("the mail has more than 10000 parts"));
        }
    }

    @Test
    void signsSoThatOpensslAloneVerifies() throws Exception {
        Programs.require("/usr/bin/openssl");
        bytes = TWO_FILES.getBytes(ISO_8859_1);
        storeMail();
        try (Webhook webhook = Webhook.answering(200)) {
            for (PayloadForm form : List.of(PayloadForm.RAW, PayloadForm.PARTS)) {
                assertThat(carry(webhook.uri("/in"), form, Optional.of(new Secret(SECRET))))
                        .isInstanceOf(Outcome.Done.class);
            }
            assertThat(webhook.calls).hasSize(3);
            for (Webhook.Call call : webhook.calls) {
                String[] signature =
                        call.headers().getFirst("Mailroom-Signature").split("[=,]");
                assertThat(Long.parseLong(signature[1]))
                        .isBetween(System.currentTimeMillis() / 1000 - 60, System.currentTimeMillis() / 1000);
                assertThat(signature[3]).isEqualTo(openssl(signature[1], call.body()));
                assertThat(call.headers().toString()).doesNotContain(SECRET);
            }
        }
    }

    /** As docs/configuration.md has it. */
    private String openssl(String time, byte[] body) throws Exception {
        Path file = Files.write(folder.resolve("body"), body);
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "{ printf '%s.' \"$1\"; cat \"$2\"; } | openssl dgst -sha256 -hmac \"$3\" -r",
                        "sh",
                        time,
                        file.toString(),
                        SECRET)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return answer.split(" ")[0];
    }
}
