package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailroom.home.Home;
import mailroom.settings.MailboxLogin.Credentials;
import mailroom.settings.MailboxLogin.Mechanism;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import mailroom.settings.ServerLimits;
import mailroom.settings.SettingsRefused;
import mailroom.settings.TokenSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginReaderTest {

    @TempDir
    Path folder;

    private SettingsReader reader;

    @BeforeEach
    void makeReader() {
        reader = new SettingsReader(new Home(folder), Map.of("PW", "secret", "RT", "refresh")::get);
    }

    private static String mailbox(String lines) {
        return "mailboxes:\n  - name: sales\n    server: imaps://imap.example.com\n    user: ann\n" + lines.indent(4);
    }

    private MailboxSettings read(String lines) throws SettingsRefused {
        return reader.read(mailbox(lines)).mailboxes().get(0);
    }

    private List<String> problems(String lines) {
        return catchThrowableOfType(SettingsRefused.class, () -> read(lines)).problems().stream()
                .map(SettingsRefused.Problem::key)
                .toList();
    }

    private Path secretFile(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void readsEachMechanism() throws Exception {
        for (Mechanism mechanism : Mechanism.values()) {
            String proof = mechanism.takesToken() ? "token: ${PW}" : "password: ${PW}";
            assertThat(read("auth: " + mechanism.word() + "\n" + proof).login().mechanism())
                    .contains(mechanism);
        }
        assertThat(read("password: ${PW}").login().mechanism()).isEmpty();
    }

    @Test
    void refusesCredentialsThatDoNotFit() {
        assertThat(problems("auth: xoauth2\npassword: ${PW}")).containsExactly("mailboxes[0].auth");
        assertThat(problems("auth: plain\ntoken: ${PW}")).containsExactly("mailboxes[0].auth");
        assertThat(problems("auth: ntlm\npassword: ${PW}")).containsExactly("mailboxes[0].auth");
        assertThat(problems("password: ${PW}\ntoken: ${PW}")).containsExactly("mailboxes[0].token");
        assertThat(problems("token: literal")).containsExactly("mailboxes[0].token");
        assertThat(problems("folders: [INBOX]")).containsExactly("mailboxes[0].password");
    }

    @Test
    void aTokenInAFileIsReadAgainForEachUseAndIsNoChangeOfTheSettings() throws Exception {
        Path file = secretFile("first\n");
        MailboxSettings mailbox = read("token: ${file:" + file + "}");
        Secret token = ((TokenSource.Reference) source(mailbox)).token();
        assertThat(token.reveal()).isEqualTo("first");
        secretFile("second\n");
        assertThat(token.reveal()).isEqualTo("second");
        assertThat(read("token: ${file:" + file + "}").login()).isEqualTo(mailbox.login());
        Files.delete(file);
        assertThat(token.reveal()).isEqualTo("first");
    }

    private static TokenSource source(MailboxSettings mailbox) {
        return ((Credentials.Token) mailbox.login().credentials()).source();
    }

    @Test
    void readsACommand() throws Exception {
        assertThat(source(read("token: { command: [/bin/echo, sales] }")))
                .isEqualTo(new TokenSource.Command(List.of("/bin/echo", "sales")));
        assertThat(problems("token: { command: [echo] }")).containsExactly("mailboxes[0].token.command");
        assertThat(problems("token: { command: [/bin/echo], shell: yes }")).containsExactly("mailboxes[0].token.shell");
    }

    @Test
    void aCommandOfATrialIsNotRun() {
        String yaml = "{name: a, server: 'imap://localhost', user: u, token: {command: [/bin/echo, x]}}";
        SettingsRefused refused = catchThrowableOfType(SettingsRefused.class, () -> reader.readMailbox(yaml));
        assertThat(refused.problems()).extracting(SettingsRefused.Problem::key).containsExactly("token.command");
    }

    @Test
    void readsATokenEndpoint() throws Exception {
        TokenSource read = source(read("token: { endpoint: 'https://login.example.com/t', clientId: c,"
                + " clientSecret: '${PW}', refreshToken: '${RT}', scope: 'a b' }"));
        assertThat(read)
                .isEqualTo(new TokenSource.Endpoint(
                        URI.create("https://login.example.com/t"),
                        "c",
                        Optional.of(new Secret("secret")),
                        Optional.of(new Secret("refresh")),
                        Optional.of("a b")));
        assertThat(read.toString()).doesNotContain("secret", "refresh\"");
    }

    @Test
    void s22RefusesAnEndpointInClearTextBeyondLoopback() throws Exception {
        assertThat(problems("token: { endpoint: 'http://login.example.com/t', clientId: c, clientSecret: '${PW}' }"))
                .containsExactly("mailboxes[0].token.endpoint");
        assertThat(source(read("token: { endpoint: 'http://127.0.0.1/t', clientId: c, clientSecret: '${PW}' }")))
                .isInstanceOf(TokenSource.Endpoint.class);
        assertThat(problems("token: { endpoint: 'https://login.example.com/t', clientId: c }"))
                .containsExactly("mailboxes[0].token.clientSecret");
    }

    @Test
    void readsLimits() throws Exception {
        MailboxSettings limited = read("password: ${PW}\ncompress: false\n"
                + "limits: { connections: 2, commandsPerMinute: 600, bytesPerDay: 2500MB }");
        assertThat(limited.limits()).isEqualTo(new ServerLimits(2, 600, 2_500_000_000L));
        assertThat(limited.compress()).contains(false);
        assertThat(problems("password: ${PW}\nlimits: { connections: 0, bytesPerDay: 1TB, perHour: 3 }"))
                .containsExactlyInAnyOrder(
                        "mailboxes[0].limits.connections",
                        "mailboxes[0].limits.bytesPerDay",
                        "mailboxes[0].limits.perHour");
    }
}
