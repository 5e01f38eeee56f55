package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mailroom.home.Home;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress.Tls;
import mailroom.settings.ServerLimits;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    @TempDir
    Path folder;

    private SettingsReader reader;

    @BeforeEach
    void makeHome() throws Exception {
        Files.createDirectory(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/sales.sieve"), "keep;");
        reader = new SettingsReader(new Home(folder), Map.of("PW", "hunter2")::get);
    }

    @Test
    void readsEveryKeyOfTheContract() throws Exception {
        Settings settings = reader.read("""
                mailboxes:
                  - name: sales
                    server: imaps://imap.example.com
                    user: sales@example.com
                    password: ${PW}
                    folders: ["INBOX", "Archive/*"]
                    watch: 30s
                    afterArchive: move:Some/Folder
                    rules: sales.sieve
                destinations:
                  orders:   { uri: "jms:queue:orders" }
                  drop:     { uri: "file:/var/spool/orders" }
                  helpdesk: { uri: "https://helpdesk.example.com/inbound" }
                relays:
                  default:
                    server: smtp://relay.example.com:587
                    tls: starttls
                    user: mailroom
                    password: ${PW}
                    from: "Mailroom <mailroom@example.com>"
                    maxConnections: 4
                    maxPerSecond: 10
                digest: { to: [admin@example.com], at: "06:30" }
                keepExecutions: 7d
                """);
        MailboxSettings sales = settings.mailbox("sales").orElseThrow();
        assertThat(sales.server().port()).isEqualTo(993);
        assertThat(sales.server().tls()).isEqualTo(Tls.IMPLICIT);
        assertThat(sales.login()).isEqualTo(MailboxLogin.withPassword("sales@example.com", new Secret("hunter2")));
        assertThat(sales.limits()).isEqualTo(ServerLimits.NONE);
        assertThat(sales.folders()).containsExactly("INBOX", "Archive/*");
        assertThat(sales.pollEvery()).contains(Duration.ofSeconds(30));
        assertThat(sales.afterArchive()).isEqualTo(new AfterArchive.Move("Some/Folder"));
        assertThat(sales.rules()).contains("sales.sieve");
        assertThat(settings.destinations()).containsOnlyKeys("orders", "drop", "helpdesk");
        assertThat(settings.relays().get("default").server().tls()).isEqualTo(Tls.STARTTLS);
        assertThat(settings.relays().get("default").maxConnections()).isEqualTo(4);
        assertThat(settings.digest().isOn()).isTrue();
        assertThat(settings.keepExecutions()).isEqualTo(Duration.ofDays(7));
        assertThat(sales.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"1m, PT1M", "90s, PT1M30S", "6h, PT6H", "30d, P30D", ", PT6H"})
    void takesHowOftenAFolderIsCompared(String given, Duration every) throws Exception {
        Settings settings = reader.read(comparing(given));
        assertThat(settings.mailbox("sales").orElseThrow().compareEvery()).isEqualTo(every);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "'off'", "never", "59s", "1s", "0m", "31d", "-1m", "6", "6 h", "PT6H"})
    void refusesToCompareNeverTooOftenOrTooSeldom(String given) {
        assertThat(problems(comparing(given))).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.key()).isEqualTo("mailboxes[0].compareEvery");
            assertThat(problem.message()).contains("5m", "from 60s to 30d");
        });
    }

    private static String comparing(String every) {
        return """
                mailboxes:
                  - name: sales
                    server: imaps://imap.example.com
                    user: sales@example.com
                    password: ${PW}
                """ + (every == null ? "" : "    compareEvery: " + every + "\n");
    }

    @Test
    void takesAnEmptyFileAsNoMailboxes() throws Exception {
        assertThat(reader.read("# nothing\n").mailboxes()).isEmpty();
        assertThat(reader.read("").mailboxes()).isEmpty();
    }

    @Test
    void namesLineAndKeyOfAnUnknownKey() {
        assertThat(problems("""
                mailboxes:
                  - name: sales
                    server: imap://localhost
                    user: u
                    password: ${PW}
                    colour: blue
                """)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.key()).isEqualTo("mailboxes[0].colour");
            assertThat(problem.message()).contains("afterArchive").contains("watch");
        });
    }

    @Test
    void refusesALiteralPasswordWithoutShowingIt() {
        assertThat(problems(mailbox("imap://localhost", "hunter2")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(5);
                    assertThat(problem.key()).isEqualTo("mailboxes[0].password");
                    assertThat(problem.toString()).contains("${ENV_NAME}").doesNotContain("hunter2");
                });
    }

    @Test
    void s22RefusesClearTextBeyondThisMachine() {
        assertThat(problems(mailbox("imap://imap.example.com", "${PW}")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.message()).contains("imaps://");
                });
    }

    @Test
    void refusesAUserInTheServersAddressWithoutShowingIt() {
        assertThat(problems(mailbox("imaps://joe:hunter2@imap.example.com", "${PW}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).doesNotContain("hunter2"));
    }

    @Test
    void refusesTwoMailboxesOfOneName() {
        String one = mailbox("imap://localhost", "${PW}");
        assertThat(problems(one + one.substring(one.indexOf('\n') + 1)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(6);
                    assertThat(problem.key()).isEqualTo("mailboxes[1].name");
                });
    }

    @Test
    void namesAMissingVariableAndAMissingKeyAtOnce() {
        assertThat(problems("""
                mailboxes:
                  - name: Sales
                    server: imap://localhost
                    password: ${NOT_SET}
                destinations:
                  bad: { uri: "exec:rm" }
                """))
                .extracting(SettingsRefused.Problem::key)
                .containsExactlyInAnyOrder(
                        "mailboxes[0].name", "mailboxes[0].user", "mailboxes[0].password", "destinations.bad.uri");
    }

    @Test
    void readsASecretFromAFileThatOnlyTheOwnerReads() throws Exception {
        Path file = Files.writeString(folder.resolve("pw"), "from-file\n");
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Settings settings = reader.read(mailbox("imap://localhost", "${file:" + file + "}"));
        assertThat(passwordOf(settings)).isEqualTo("from-file");
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(problems(mailbox("imap://localhost", "${file:" + file + "}")))
                .hasSize(1);
    }

    @Test
    void refusesBrokenYamlWithItsLine() {
        assertThat(problems("mailboxes:\n  - name: [\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isGreaterThan(1));
        assertThat(problems("relays: {}\nrelays: {}\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "- ", "{a: ", "[{a: ["})
    void refusesWhatIsNestedTooDeeplyBeforeItIsReadWhole(String level) {
        for (String yaml : List.of("\n" + level.repeat(20_000), "mailboxes:\n  " + level.repeat(20_000))) {
            assertThat(problems(yaml)).singleElement().satisfies(problem -> {
                assertThat(problem.line()).isEqualTo(2);
                assertThat(problem.message()).contains("nested deeper than 30 levels");
            });
            assertThat(catchThrowableOfType(SettingsRefused.class, () -> reader.readMailbox(yaml)))
                    .hasMessageContaining("nested deeper");
        }
    }

    private static String passwordOf(Settings settings) {
        return ((MailboxLogin.Credentials.Password)
                        settings.mailboxes().get(0).login().credentials())
                .secret()
                .reveal();
    }

    private List<SettingsRefused.Problem> problems(String yaml) {
        return catchThrowableOfType(SettingsRefused.class, () -> reader.read(yaml))
                .problems();
    }

    private static String mailbox(String server, String password) {
        return """
                mailboxes:
                  - name: sales
                    server: %s
                    user: u
                    password: %s
                """.formatted(server, password);
    }
}
