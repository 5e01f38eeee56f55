package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four mailboxes that cannot be reached, each for a reason of its own, beside one that can. */
class FaultyMailboxIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path certificates;

    private static PrivateDovecot dovecot;
    private static RunningMailroom mailroom;

    @BeforeAll
    static void startAll() throws IOException {
        ServerCertificate expired = ServerCertificate.expired(certificates);
        dovecot = PrivateDovecot.startWithTls(expired);
        dovecot.append("healthy", "INBOX", mail(1));
        mailroom = RunningMailroom.unpacked("faulty-mailbox")
                .with("RIGHT_PASSWORD", PrivateDovecot.PASSWORD)
                .with("WRONG_PASSWORD", "not-the-password")
                .settings("""
                        mailboxes:
                          - name: wrong-password
                            server: imap://127.0.0.1:%1$d
                            user: locked
                            password: ${WRONG_PASSWORD}
                          - name: unknown-host
                            server: imaps://imap.nowhere.invalid
                            user: nobody
                            password: ${RIGHT_PASSWORD}
                          - name: refused-port
                            server: imap://127.0.0.1:%2$d
                            user: nobody
                            password: ${RIGHT_PASSWORD}
                          - name: expired-certificate
                            server: imaps://127.0.0.1:%3$d
                            authority: %4$s
                            user: nobody
                            password: ${RIGHT_PASSWORD}
                          - name: healthy
                            server: imap://127.0.0.1:%1$d
                            user: healthy
                            password: ${RIGHT_PASSWORD}
                        """.formatted(dovecot.port(), Programs.freePort(), dovecot.tlsPort(), expired.certificate()))
                .start();
    }

    @AfterAll
    static void stopAll() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-password, login-rejected",
        "unknown-host, unknown-host",
        "refused-port, connection-refused",
        "expired-certificate, certificate-expired"
    })
    void saysWhatIsWrongWithEachMailbox(String mailbox, String kind) throws IOException {
        Awaitility.await(mailbox + " names its problem").atMost(SOON).untilAsserted(() -> assertThat(kindOf(mailbox))
                .contains(kind));
        JsonObject error = mailroom.get("/mailboxes/" + mailbox).getJsonObject("error");
        assertThat(error.getString("message")).isNotBlank().doesNotContain("not-the-password");
        assertThat(Instant.parse(error.getString("since"))).isBefore(Instant.now());
        assertThat(stateOf(mailbox)).isIn("backing-off", "connecting");
    }

    @Test
    void theHealthyMailboxGoesOnTakingMailIn() throws IOException {
        Awaitility.await("the first mail").atMost(SOON).until(() -> mailroom.count("mails") >= 1);
        long before = mailroom.count("mails");
        dovecot.append("healthy", "INBOX", mail(2));
        Awaitility.await("a mail that came later").atMost(SOON).until(() -> mailroom.count("mails") == before + 1);
        assertThat(kindOf("healthy")).isEmpty();
    }

    @Test
    void theConsoleShowsEachProblemAndWhatToDo() {
        Awaitility.await("the page names every problem").atMost(SOON).untilAsserted(() -> assertThat(page())
                .contains("4 mailboxes stand still")
                .contains("login rejected", "Check user and password")
                .contains("unknown host", "check its spelling")
                .contains("connection refused", "Nothing listens there")
                .contains("certificate expired", "its operator has to renew it"));
    }

    @Test
    void readinessStaysWhenMailboxesAreDown() throws IOException {
        assertThat(mailroom.answer("/health/ready", null, null).statusCode()).isEqualTo(200);
        Awaitility.await("the metric says which mailbox is up").atMost(SOON).untilAsserted(() -> assertThat(
                        mailroom.answer("/metrics", null, null).body().lines())
                .anyMatch(line -> up(line, "healthy") && line.endsWith(" 1.0"))
                .anyMatch(line -> up(line, "wrong-password") && line.endsWith(" 0.0")));
    }

    private static boolean up(String line, String mailbox) {
        return line.startsWith("mailroom_mailbox_up{") && line.contains("mailbox=\"" + mailbox + "\"");
    }

    private static Optional<String> kindOf(String mailbox) throws IOException {
        JsonObject report = mailroom.get("/mailboxes/" + mailbox);
        return report.containsKey("error") && !report.isNull("error")
                ? Optional.of(report.getJsonObject("error").getString("class"))
                : Optional.empty();
    }

    private static String stateOf(String mailbox) throws IOException {
        return mailroom.get("/mailboxes/" + mailbox).getString("state");
    }

    private static String page() throws IOException {
        return mailroom.answer("/mailroom/index.xhtml", "admin", RunningMailroom.PASSWORD)
                .body();
    }

    private static byte[] mail(int number) {
        return ("From: a@example.org\r\nSubject: mail %d\r\nMessage-ID: <faulty-%d@example.org>\r\n\r\nhello\r\n"
                        .formatted(number, number))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
