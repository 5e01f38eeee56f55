package mailroom.camel.mailbox;

import static mailroom.camel.mailbox.ScriptedInbox.SMALL;
import static mailroom.camel.mailbox.ScriptedInbox.answer;
import static mailroom.camel.mailbox.ScriptedInbox.serving;
import static mailroom.camel.mailbox.TestMails.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mailroom.camel.imap.ScriptedServer;
import mailroom.home.Home;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import mailroom.settings.yaml.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that no real one can be made to be: one bad mailbox never stops another. */
@Timeout(60)
class HostileServerIT extends WithMailboxes {

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
            running.configure(RunningMailboxes.mailbox("leaving", server.port()));
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.ledger.mailIds("leaving"))
                    .containsExactlyInAnyOrder(idOf("Subject: first\r\n\r\nx"), idOf("Subject: small\r\n\r\nx")));
            assertThat(running.sightings("leaving")).isEqualTo(2);
            assertThat(server.connections()).as(server.heard().toString()).isEqualTo(2);
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
                    RunningMailboxes.mailbox("mad", mad.port()), RunningMailboxes.mailbox("sane", good.port()));
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(running.sightings("sane")).isEqualTo(1));
            running.awaitProblem("mad", ProblemKind.PROTOCOL_ERROR);
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
            running.configure(RunningMailboxes.mailbox("anew", server.port()));
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(running.sightings("anew")).isEqualTo(1));
            await().atMost(RunningMailboxes.SOON).until(() -> running.state("anew") == State.WATCHING);
            work.set(anew);
            running.mailboxes.sync("anew");
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(running.sightings("anew")).isEqualTo(3));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(running.ledger.mails("anew")).isEqualTo(2);
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
                answer(talk, () -> "* 1 FETCH (UID 2 RFC822.SIZE 19)\r\n", SMALL);
            }
        })) {
            running.configure(new SettingsReader(new Home(file.getParent()), name -> null)
                    .readMailbox("{name: rotated, server: 'imap://127.0.0.1:" + server.port()
                            + "', user: ann, password: '${file:" + file + "}'}"));
            running.awaitProblem("rotated", ProblemKind.LOGIN_REJECTED);
            secret(file, "right");
            await().atMost(RunningMailboxes.SOON).untilAsserted(() -> assertThat(running.sightings("rotated"))
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
    void f20AThrottledMailboxStandsBackAtLeastHalfAMinute() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* BYE [UNAVAILABLE] later\r\n");
            talk.hear();
        })) {
            running.configure(RunningMailboxes.mailbox("throttled", server.port()));
            running.awaitProblem("throttled", ProblemKind.THROTTLED);
            await().during(Duration.ofSeconds(2)).atMost(RunningMailboxes.SOON).until(() -> server.connections() == 1);
        }
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
                    RunningMailboxes.mailbox("endless", endless.port()), RunningMailboxes.mailbox("good", good.port()));
            await().atMost(RunningMailboxes.SOON)
                    .untilAsserted(() -> assertThat(running.sightings("good")).isEqualTo(1));
            running.awaitProblem("endless", ProblemKind.PROTOCOL_ERROR);
        }
    }
}
