package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import mailroom.home.Home;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes a wrong value is told what is allowed, at the line where it is to be mended. */
class AllowedValuesTest {

    private static final String MAILBOX = """
            mailboxes:
              - name: sales
                server: imaps://imap.example.com
                user: sales
                password: ${PW}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "imaps://imap.example.com:99999",
        "imaps://imap.example.com:0",
        "imaps://imap.example.com:65536",
        "imaps://imap.example.com:143x",
        "imap://[::1]:70000"
    })
    void aPortHasARange(String server) {
        assertThat(refusal(MAILBOX.replace("imaps://imap.example.com", server)))
                .startsWith("line 3, mailboxes[0].server: ")
                .contains("port must be a whole number from 1 to 65535");
    }

    @Test
    void theAddressesOfDestinationsRelaysAndTokensHaveItToo() {
        assertThat(refusal("destinations:\n  a: { uri: \"https://h.example.com:99999/in\" }\n"))
                .contains("line 2", "from 1 to 65535");
        assertThat(refusal("relays:\n  default: { server: \"smtps://h.example.com:99999\", from: a@example.com }\n"))
                .contains("line 2", "from 1 to 65535");
        assertThat(
                        refusal(
                                MAILBOX.replace(
                                        "password: ${PW}",
                                        "token: { endpoint: \"https://h.example.com:99999/t\", clientId: c, refreshToken: \"${PW}\" }")))
                .contains("line 5", "from 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"5 minutes", "5min", "0s", "2d", "never"})
    void aWatchIsIdleOrAPause(String watch) {
        assertThat(refusal(MAILBOX + "    watch: " + watch + "\n"))
                .contains("line 6, mailboxes[0].watch: must be idle, or the pause between polls")
                .contains("30s, 5m, 12h or 30d, from 1s to 1d");
    }

    @Test
    void aListIsShown() {
        assertThat(refusal(MAILBOX + "    folders: INBOX\n")).contains("line 6", "[\"one\", \"two\"]");
    }

    @Test
    void theRelayOfTheDigestIsOneOfThoseThereAre() {
        assertThat(refusal("""
                relays:
                  first: { server: "smtps://a.example.com", from: a@example.com }
                digest: { to: ["a@example.com"], relay: second }
                """)).contains("line 3", "there is no relay second; allowed are [first]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "    user: \"sales|    password: ${PW}",
                "    user: 'sales|    password: ${PW}",
                "    user: \"sales|    password: \"${PW}\"",
                "    user: \"sales|    folders: [\"INBOX\"]"
            })
    void anUnclosedQuoteIsNamedWhereItOpens(String open, String next) {
        String yaml = "mailboxes:\n  - name: sales\n    server: imaps://imap.example.com\n" + open + "\n" + next
                + "\n    watch: idle\n";
        assertThat(refusal(yaml)).startsWith("line 4, mailroom.yaml: is not YAML: a quote");
    }

    @Test
    void anOtherMistakeIsNamedWhereItIs() {
        assertThat(refusal("relays: it's fine\n  a: b\n")).startsWith("line 2").doesNotContain("quote");
    }

    @Test
    void anUnclosedBracketIsNamedWhereItOpens() {
        assertThat(refusal("digest: {}\nmailboxes: [\n\n\n"))
                .startsWith("line 2")
                .contains("is not closed");
    }

    private String refusal(String yaml) {
        SettingsReader reader = new SettingsReader(new Home(folder), Map.of("PW", "hunter2")::get);
        SettingsRefused refused = catchThrowableOfType(SettingsRefused.class, () -> reader.read(yaml));
        assertThat(refused).isNotNull().hasMessageNotContaining("hunter2");
        return refused.problems().get(0).toString();
    }
}
