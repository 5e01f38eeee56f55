package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** mailroom.yaml while the server runs: a wrong file changes nothing and says where it is wrong, a good one is taken. */
class ConfigurationIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    /** The contract's two seconds, and as much again for a busy machine to answer. */
    private static final Duration TWO_SECONDS = Duration.ofSeconds(4);

    private static final String LITERAL_PASSWORD = "hunter2-in-clear-text";

    private static GreenMail mailServer;
    private static RunningMailroom mailroom;

    @BeforeAll
    static void startAll() throws IOException {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP).dynamicPort());
        mailServer.start();
        mailServer.setUser("kept@example.org", "kept", "a-secret-of-kept");
        mailroom = RunningMailroom.unpacked("configuration")
                .with("KEPT_PASSWORD", "a-secret-of-kept")
                .settings(oneMailbox())
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
    }

    @BeforeEach
    void startFromOneMailbox() throws IOException {
        mailroom.settings(oneMailbox());
        Awaitility.await("one mailbox watches").atMost(SOON).untilAsserted(() -> {
            assertThat(mailboxes()).containsExactly("kept");
            assertThat(mailroom.get("/mailboxes/kept").getString("state")).isEqualTo("watching");
            assertThat(refused()).isEqualTo("0.0");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an unknown key            | second | imaps://imap.example.com | ${KEPT_PASSWORD}       | colour  | line 10, mailboxes[1].colour: is not known here; allowed are
            a literal password        | second | imaps://imap.example.com | hunter2-in-clear-text  | folders | line 9, mailboxes[1].password: a secret may not stand in the file; allowed are
            a server in clear text    | second | imap://imap.example.com  | ${KEPT_PASSWORD}       | folders | line 7, mailboxes[1].server: a clear-text server must be on this machine; write imaps://
            two mailboxes of one name | kept   | imaps://imap.example.com | ${KEPT_PASSWORD}       | folders | line 6, mailboxes[1].name: two mailboxes are named kept
            """)
    void refusesAsAWholeAndSaysWhere(
            String what, String name, String server, String password, String key, String message) throws IOException {
        mailroom.settings(oneMailbox() + """
                  - name: %s
                    server: %s
                    user: second
                    password: %s
                    %s: [INBOX]
                """.formatted(name, server, password, key));
        Awaitility.await("the refusal of " + what).atMost(SOON).untilAsserted(() -> assertThat(latestIncident())
                .contains(message));
        assertThat(mailroom.logged()).contains(message).doesNotContain(LITERAL_PASSWORD);
        assertThat(latestIncident()).doesNotContain(LITERAL_PASSWORD);
        assertThat(page()).contains("mailroom.yaml is refused, the last good one stays in force", message);
        assertThat(refused()).isEqualTo("1.0");
        assertThat(mailboxes()).containsExactly("kept");
        assertThat(mailroom.get("/mailboxes/kept").getString("state")).isEqualTo("watching");
    }

    @Test
    void takesAGoodFileWithinTwoSeconds() throws IOException {
        mailroom.settings(oneMailbox() + mailbox("second"));
        Awaitility.await("both mailboxes")
                .atMost(TWO_SECONDS)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(mailboxes()).containsExactly("kept", "second"));
    }

    @Test
    void takesAnEmptyFileAsNoMailboxes() throws IOException {
        mailroom.settings("");
        Awaitility.await("no mailbox").atMost(TWO_SECONDS).untilAsserted(() -> assertThat(mailboxes())
                .isEmpty());
        assertThat(page()).contains("No mailbox yet: add one to mailroom.yaml in MAILROOM_HOME");
    }

    @Test
    void takesARefusedFileOnceTheRulesThatItNamesAreThere() throws IOException {
        mailroom.settings(oneMailbox() + "    rules: later.sieve\n");
        Awaitility.await("the refusal").atMost(SOON).untilAsserted(() -> assertThat(latestIncident())
                .contains("line 6, mailboxes[0].rules: there is no readable file later.sieve in rules/"));
        mailroom.rules("later.sieve", "keep;");
        Awaitility.await("the same file, taken").atMost(SOON).until(() -> refused()
                .equals("0.0"));
    }

    private static String oneMailbox() {
        return "mailboxes:\n" + mailbox("kept");
    }

    private static String mailbox(String name) {
        return """
                  - name: %s
                    server: imap://127.0.0.1:%d
                    user: kept
                    password: ${KEPT_PASSWORD}
                """.formatted(name, mailServer.getImap().getPort());
    }

    private static List<String> mailboxes() throws IOException {
        return mailroom.get("/mailboxes").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(mailbox -> mailbox.getString("name"))
                .toList();
    }

    private static String latestIncident() throws IOException {
        JsonArray incidents = mailroom.get("/incidents?limit=1").getJsonArray("items");
        return incidents.isEmpty() ? "" : incidents.getJsonObject(0).getString("message");
    }

    private static String refused() throws IOException {
        return mailroom.answer("/metrics", null, null)
                .body()
                .lines()
                .filter(line -> line.startsWith("mailroom_settings_refused"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("absent");
    }

    private static String page() throws IOException {
        return mailroom.answer("/mailroom/index.xhtml", "admin", RunningMailroom.PASSWORD)
                .body();
    }
}
