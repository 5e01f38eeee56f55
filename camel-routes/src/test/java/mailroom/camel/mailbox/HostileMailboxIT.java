package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mailroom.camel.imap.ScriptedServer;
import mailroom.intake.MailboxReport.State;
import mailroom.settings.Home;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.ServerAddress;
import mailroom.settings.SettingsReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Servers that no real one can be made to be: one bad mailbox or mail never stops another. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileMailboxIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private RunningMailboxes running;

    @BeforeAll
    void run() throws Exception {
        running = new RunningMailboxes();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
    }

    private static int portOf(ScriptedServer server) {
        return server.address(ServerAddress.Tls.NONE).port();
    }

    private void awaitProblem(String mailbox, String kind) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        running.mailboxes.report(mailbox).orElseThrow().problem())
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(kind)));
    }

    /** A server with one folder that answers what is asked for until it is asked for mails. */
    private static void answerOne(ScriptedServer.Talk talk, Supplier<String> uidsAndSizes, String mails)
            throws IOException {
        answer(talk, talk.hear(), uidsAndSizes, mails);
    }

    private static void answer(ScriptedServer.Talk talk, String line, Supplier<String> uidsAndSizes, String mails)
            throws IOException {
        String tag = line.split(" ")[0];
        String answer = "";
        if (line.contains("CAPABILITY")) {
            answer = "* CAPABILITY IMAP4rev1 UIDPLUS\r\n";
        } else if (line.contains(" LIST ")) {
            answer = "* LIST () \"/\" INBOX\r\n";
        } else if (line.contains("EXAMINE") || line.contains("SELECT")) {
            long count = mails.lines().filter(read -> read.startsWith("* ")).count();
            answer = "* " + count + " EXISTS\r\n* OK [UIDVALIDITY 9] v\r\n* OK [UIDNEXT 100] n\r\n";
        } else if (line.contains("BODY.PEEK")) {
            answer = mails;
        } else if (line.contains("UID FETCH")) {
            answer = uidsAndSizes.get();
        }
        talk.say(answer + tag + " OK done\r\n");
    }

    private static ScriptedServer serving(String uidsAndSizes, String mails) throws IOException {
        return new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                answerOne(talk, () -> uidsAndSizes, mails);
            }
        });
    }

    private static final String SMALL = "* 2 FETCH (UID 2 FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\""
            + " RFC822.SIZE 19 BODY[] {19}\r\nSubject: small\r\n\r\nx)\r\n";

    @Test
    void f25MailOverTheLimitIsParkedWithAnIncidentAndTheNextOneIsTakenIn() throws IOException {
        long large = FolderReading.LARGEST_MAIL + 1;
        try (ScriptedServer server =
                serving("* 1 FETCH (UID 1 RFC822.SIZE " + large + ")\r\n* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n", SMALL)) {
            running.configure(RunningMailboxes.with(
                    RunningMailboxes.mailbox("large", portOf(server)), new AfterArchive.Delete()));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(running.sightings("large")).isEqualTo(1));
            assertThat(running.incidents.latest(20)).anySatisfy(incident -> {
                assertThat(incident.mailbox()).contains("large");
                assertThat(incident.kind()).isEqualTo("mail-skipped");
                assertThat(incident.subject()).isEqualTo("INBOX 9 UID 1");
                assertThat(incident.message()).contains(Long.toString(large));
            });
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(server.heard()).anyMatch(line -> line.endsWith("UID EXPUNGE 2")));
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("STORE") || line.contains("EXPUNGE"))
                    .allMatch(line -> line.contains(" 2 ") || line.endsWith(" 2"));
            assertThat(server.heard()).noneMatch(line -> line.contains("UID FETCH 1 ") && line.contains("BODY"));
        }
    }

    @Test
    void f07AMailOfAnotherSizeThanAnnouncedIsTakenAsItComesAfterThreeTriesAndThatIsSaid() throws IOException {
        String announced = "* 2 FETCH (UID 2 RFC822.SIZE 20)\r\n";
        try (ScriptedServer server = serving(announced, SMALL.replace("RFC822.SIZE 19", "RFC822.SIZE 20"))) {
            running.configure(RunningMailboxes.mailbox("shorter", portOf(server)));
            awaitProblem("shorter", "protocol-error");
            assertThat(running.sightings("shorter")).isZero();
            await().atMost(SOON).untilAsserted(() -> assertThat(running.sightings("shorter"))
                    .isEqualTo(1));
            assertThat(server.connections()).isEqualTo(Doubts.MOST_TRIES);
            assertThat(running.incidents.latest(20)).anySatisfy(incident -> {
                assertThat(incident.mailbox()).contains("shorter");
                assertThat(incident.kind()).isEqualTo("size-differs");
            });
            assertThat(running.mailIds("shorter")).containsExactly(sha256("Subject: small\r\n\r\nx"));
        }
    }

    @Test
    void f11AByeInTheMiddleOfABatchLosesAndDoublesNothing() throws IOException {
        String first = SMALL.replace("UID 2", "UID 1").replace("small", "first");
        AtomicBoolean leaves = new AtomicBoolean(true);
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                String line = talk.hear();
                if (line.contains("BODY.PEEK") && leaves.getAndSet(false)) {
                    talk.say(first + "* BYE the server goes down\r\n");
                    return;
                }
                answer(
                        talk,
                        line,
                        () -> "* 1 FETCH (UID 1 RFC822.SIZE 19)\r\n* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n",
                        first + SMALL);
            }
        })) {
            running.configure(RunningMailboxes.mailbox("leaving", portOf(server)));
            await().atMost(SOON).untilAsserted(() -> assertThat(running.mailIds("leaving"))
                    .containsExactlyInAnyOrder(sha256("Subject: first\r\n\r\nx"), sha256("Subject: small\r\n\r\nx")));
            assertThat(running.sightings("leaving")).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void f13AFolderMadeAnewUnderItsUidValidityIsNoticedOnTheSameConnection() throws IOException {
        String before = SMALL.replace("UID 2", "UID 1");
        String anew = before.replace("small", "other!").replace("19", "20") + SMALL;
        AtomicReference<String> work = new AtomicReference<>(before);
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
            talk.answerOk("");
            boolean inWork = false;
            while (true) {
                String line = talk.hear();
                if (line.contains("EXAMINE")) {
                    inWork = line.contains("Work");
                }
                String mails = inWork && !line.contains("HEADER") ? work.get() : "";
                if (line.contains(" LIST ")) {
                    talk.say("* LIST () \"/\" INBOX\r\n* LIST () \"/\" Work\r\n" + line.split(" ")[0] + " OK done\r\n");
                } else {
                    answer(talk, line, () -> mails.replaceAll("(?s) BODY\\[] .*?x\\)", ")"), mails);
                }
            }
        })) {
            running.configure(RunningMailboxes.mailbox("anew", portOf(server)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(running.sightings("anew")).isEqualTo(1));
            await().atMost(SOON).until(() -> running.state("anew") == State.WATCHING);
            work.set(anew);
            running.mailboxes.sync("anew");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(running.sightings("anew")).isEqualTo(3));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(running.mails("anew")).isEqualTo(2);
        }
    }

    @Test
    void f12AServerThatTalksNonsenseDoesNotStopOthers() throws IOException {
        String nonsense = "* 1 FETCH (UID 2 BODY[] {1900000000}\r\n" + "(".repeat(100_000);
        try (ScriptedServer mad = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* CAPABILITY IMAP4rev1\r\n");
                    talk.answerOk("* LIST () \"/\" INBOX\r\n");
                    talk.hear();
                    while (true) {
                        talk.say(nonsense);
                    }
                });
                ScriptedServer good = serving("* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n", SMALL)) {
            running.configure(
                    RunningMailboxes.mailbox("mad", portOf(mad)), RunningMailboxes.mailbox("sane", portOf(good)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(running.sightings("sane")).isEqualTo(1));
            awaitProblem("mad", "protocol-error");
        }
    }

    @Test
    void f26OddMailsAreArchivedBitExact() throws IOException {
        List<String> odd = List.of(
                "",
                "\r\n",
                "Subject: header only\r\n",
                "Subject: no line end at the end\r\n\r\nx",
                "no header at all, only this\r\n",
                "Subject: long\r\n\r\n" + "x".repeat(100_000) + "\r\n",
                "Subject: \u00e9\u00e8 raw\r\n\r\n\u0080\u00ff\r\n",
                "Subject: bare\rCR\r\n\r\na\rb\nc\n",
                "Subject: nul\r\n\r\na\0b\r\n\0",
                "X: y\r\n".repeat(20_000) + "\r\n",
                "From - Mon Jan  1\r\n>From x\r\n\r\n.\r\n..\r\n)\r\nM5 OK done\r\n");
        StringBuilder sizes = new StringBuilder();
        StringBuilder mails = new StringBuilder();
        for (int i = 0; i < odd.size(); i++) {
            int size = odd.get(i).length();
            String facts = "* " + (i + 1) + " FETCH (UID " + (i + 1) + " RFC822.SIZE " + size;
            sizes.append(facts).append(")\r\n");
            mails.append(facts)
                    .append(" FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" BODY[] {" + size + "}\r\n")
                    .append(odd.get(i))
                    .append(")\r\n");
        }
        try (ScriptedServer server = serving(sizes.toString(), mails.toString())) {
            running.configure(RunningMailboxes.mailbox("odd", portOf(server)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(running.sightings("odd")).isEqualTo(odd.size()));
            assertThat(running.mailIds("odd"))
                    .isEqualTo(odd.stream().map(HostileMailboxIT::sha256).collect(Collectors.toSet()));
        }
    }

    private static String sha256(String mail) {
        try {
            byte[] bytes = mail.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void f15AMailThatVanishesBeforeItsFetchIsPassedOverWithAnIncident() throws IOException {
        String both = "* 1 FETCH (UID 1 RFC822.SIZE 19)\r\n* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n";
        AtomicReference<String> listed = new AtomicReference<>(both);
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.letIn();
            while (true) {
                answerOne(talk, () -> listed.getAndSet("* 1 FETCH (UID 2 RFC822.SIZE 19)\r\n"), SMALL);
            }
        })) {
            running.configure(RunningMailboxes.mailbox("vanished", portOf(server)));
            await().atMost(SOON).untilAsserted(() -> assertThat(running.sightings("vanished"))
                    .isEqualTo(1));
            await().atMost(SOON).untilAsserted(() -> assertThat(running.incidents.latest(20))
                    .anySatisfy(incident -> {
                        assertThat(incident.mailbox()).contains("vanished");
                        assertThat(incident.message()).contains("removed");
                    }));
        }
    }

    @Test
    void f19ASecretThatChangesInItsFileIsTriedAtOnce() throws Exception {
        Path file = secret(Files.createTempFile("password", ""), "wrong");
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR] hello\r\n");
            String line = talk.hear();
            boolean right = new String(Base64.getDecoder().decode(line.split(" ")[3])).endsWith("right");
            talk.say(line.split(" ")[0] + (right ? " OK in" : " NO [AUTHENTICATIONFAILED] out") + "\r\n");
            while (true) {
                answerOne(talk, () -> "* 1 FETCH (UID 2 RFC822.SIZE 19)\r\n", SMALL);
            }
        })) {
            running.configure(new SettingsReader(new Home(file.getParent()), name -> null)
                    .readMailbox("{name: rotated, server: 'imap://127.0.0.1:" + portOf(server)
                            + "', user: ann, password: '${file:" + file + "}'}"));
            awaitProblem("rotated", "login-rejected");
            secret(file, "right");
            await().atMost(SOON).untilAsserted(() -> assertThat(running.sightings("rotated"))
                    .isEqualTo(1));
            assertThat(server.connections()).isEqualTo(2);
        } finally {
            Files.delete(file);
        }
    }

    private static Path secret(Path file, String content) throws IOException {
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void f24AListWithoutEndIsNamedAndDoesNotStopOthers() throws IOException {
        String folders = "* LIST (\\Noselect) \"/\" f\r\n".repeat(1000);
        try (ScriptedServer endless = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* CAPABILITY IMAP4rev1\r\n");
                    talk.hear();
                    while (true) {
                        talk.say(folders);
                    }
                });
                ScriptedServer good = serving("* 2 FETCH (UID 2 RFC822.SIZE 19)\r\n", SMALL)) {
            running.configure(
                    RunningMailboxes.mailbox("endless", portOf(endless)),
                    RunningMailboxes.mailbox("good", portOf(good)));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(running.sightings("good")).isEqualTo(1));
            awaitProblem("endless", "protocol-error");
        }
    }

    @Test
    void f20AThrottledMailboxStandsBackAtLeastHalfAMinute() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* BYE [UNAVAILABLE] later\r\n");
            talk.hear();
        })) {
            running.configure(RunningMailboxes.mailbox("throttled", portOf(server)));
            awaitProblem("throttled", "throttled");
            await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> server.connections() == 1);
        }
    }
}
