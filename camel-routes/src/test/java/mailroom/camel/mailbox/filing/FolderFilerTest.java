package mailroom.camel.mailbox.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mailroom.EmbeddedDerby;
import mailroom.camel.access.Entrance;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.odd.OddFolder;
import mailroom.camel.odd.OddServer;
import mailroom.camel.odd.Oddities;
import mailroom.camel.odd.When;
import mailroom.folder.FolderKey;
import mailroom.mail.Outcome;
import mailroom.mailbox.RejectedLogins;
import mailroom.mailbox.Traffic;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import mailroom.settings.ServerLimits;
import mailroom.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which connections mails are filed over, and that none is copied twice for it. */
@Timeout(60)
class FolderFilerTest {

    private static final FolderKey INBOX = new FolderKey("filing", "INBOX", 7);
    private static final String OK = "OK done";
    private static final String CUT = "";
    private static EmbeddedDerby derby;

    private final AtomicInteger copies = new AtomicInteger();
    private final Queue<String> noops = new ConcurrentLinkedQueue<>();
    private final Queue<String> copied = new ConcurrentLinkedQueue<>();
    private final IdleTasks clock = new IdleTasks();
    private ScriptedServer server;
    private FolderFiler filer;

    @BeforeAll
    static void startDatabase() {
        derby = new EmbeddedDerby();
    }

    @AfterAll
    static void stopDatabase() {
        derby.close();
    }

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(this::answer);
        filer = filer(ServerLimits.NONE);
    }

    @AfterEach
    void stop() throws IOException {
        filer.close();
        clock.shutdownNow();
        server.close();
    }

    private FolderFiler filer(ServerLimits limits) {
        return filer(server.address(ServerAddress.Tls.NONE), limits);
    }

    private FolderFiler filer(ServerAddress address, ServerLimits limits) {
        MailboxSettings mailbox = new MailboxSettings(
                "filing",
                address,
                MailboxLogin.withPassword("filing", new Secret("pw")),
                List.of(),
                Optional.empty(),
                new MailboxSettings.AfterArchive.Keep(),
                Optional.empty(),
                limits,
                Optional.empty());
        FolderFiler made = new FolderFiler(
                new CurrentSettings(new Settings(
                        List.of(mailbox), Map.of(), Map.of(), DigestSettings.OFF, Settings.KEEP_EXECUTIONS)),
                new Entrance(
                        RejectedLogins.withQuickProofs(derby.database(), Clock.systemUTC()),
                        new Traffic(derby.database())));
        made.keepConnections(clock);
        return made;
    }

    /** NOOP and COPY are answered as told, once each, and with OK after that; {@link #CUT} ends the connection. */
    private void answer(ScriptedServer.Talk talk) throws IOException {
        talk.letIn();
        while (true) {
            String[] words = talk.hear().split(" ", 3);
            String answer =
                    switch (words[1]) {
                        case "CAPABILITY" -> "* CAPABILITY IMAP4rev1\r\n";
                        case "LIST" -> "* LIST () \"/\" INBOX\r\n* LIST () \"/\" Orders\r\n";
                        case "SELECT" -> "* 9 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n";
                        case "UID" -> found(words[2]);
                        default -> "";
                    };
            String end = ends(words);
            if (end.equals(CUT)) {
                return;
            }
            talk.say(answer + words[0] + " " + end + "\r\n");
        }
    }

    private static String found(String command) {
        String uid = command.split("[ :]")[1];
        return command.startsWith("FETCH") && !uid.equals("77") ? "* 1 FETCH (UID " + uid + " RFC822.SIZE 10)\r\n" : "";
    }

    private String ends(String[] words) {
        if (words[1].equals("UID") && words[2].startsWith("COPY")) {
            copies.incrementAndGet();
            return next(copied);
        }
        return switch (words[1]) {
            case "NOOP" -> next(noops);
            case "LOGOUT" -> CUT;
            default -> OK;
        };
    }

    private static String next(Queue<String> answers) {
        return Optional.ofNullable(answers.poll()).orElse(OK);
    }

    private Outcome file(long uid) {
        return filer.file(INBOX, uid, "Orders");
    }

    private void awaitHeard(String end, int times) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(server.heard())
                .filteredOn(line -> line.endsWith(end))
                .hasSize(times));
    }

    @Test
    void keepsTheConnectionForTheNextMail() {
        for (int uid = 1; uid <= 3; uid++) {
            assertThat(file(uid)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(file(77)).isInstanceOf(Outcome.GiveUp.class);
        assertThat(file(4)).isInstanceOf(Outcome.Done.class);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(copies).hasValue(4);
        assertThat(server.heard()).filteredOn(line -> line.contains("SELECT")).hasSize(5);
    }

    @Test
    void opensAnotherOneWhereTheServerHasClosedTheKeptOne() {
        noops.add(CUT);
        assertThat(file(1)).isInstanceOf(Outcome.Done.class);
        assertThat(file(2)).isInstanceOf(Outcome.Done.class);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(copies).hasValue(2);
    }

    @Test
    void copiesOnceAndTriesAgainLaterWhereTheAnswerToTheCopyIsLost() {
        copied.addAll(List.of(OK, CUT));
        assertThat(file(1)).isInstanceOf(Outcome.Done.class);
        assertThat(file(2)).isInstanceOf(Outcome.TryAgain.class);
        assertThat(copies).hasValue(2);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(file(2)).isInstanceOf(Outcome.Done.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void doesNotCopyAgainWhatStandsInTheTargetAlready() throws IOException {
        try (OddServer odd = new OddServer(Oddities.hangsUp(When.verb("UID COPY")))) {
            OddFolder inbox = odd.folder("INBOX");
            List<Long> uids = List.of(
                    inbox.append("Subject: one\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII)),
                    inbox.append("Subject: two\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII)));
            FolderKey from = new FolderKey("filing", "INBOX", inbox.uidValidity());
            FolderFiler atOdd = filer(odd.address(), ServerLimits.NONE);
            for (long uid : uids) {
                assertThat(atOdd.file(from, uid, "Orders")).isInstanceOf(Outcome.TryAgain.class);
                assertThat(atOdd.file(from, uid, "Orders")).isInstanceOf(Outcome.Done.class);
            }
            assertThat(odd.folder("Orders").uids()).hasSize(2);
            atOdd.close();
        }
    }

    @Test
    void neverUsesAConnectionAgainAfterAnError() {
        copied.add("NO [OVERQUOTA] full");
        assertThat(file(1)).isInstanceOf(Outcome.TryAgain.class);
        assertThat(file(1)).isInstanceOf(Outcome.Done.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void neitherUsesNorReplacesAKeptConnectionThatAnswersStrangely() {
        noops.add("BAD what");
        assertThat(file(1)).isInstanceOf(Outcome.Done.class);
        assertThat(file(2)).isInstanceOf(Outcome.TryAgain.class);
        assertThat(copies).hasValue(1);
        assertThat(file(2)).isInstanceOf(Outcome.Done.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void closesAConnectionThatWasIdleSinceItsLastMail() {
        file(1);
        file(2);
        clock.run();
        awaitHeard("M0 LOGOUT", 0);
        clock.run();
        awaitHeard("M0 LOGOUT", 1);
        assertThat(file(3)).isInstanceOf(Outcome.Done.class);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void endsAConnectionAfterItsMostMails() {
        for (int uid = 1; uid <= FilingConnections.MOST_MAILS_A_CONNECTION + 1; uid++) {
            assertThat(file(100 + uid)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(server.connections()).isEqualTo(2);
        awaitHeard("M0 LOGOUT", 1);
    }

    @Test
    void keepsNoneWhereConnectionsAreLimited() {
        filer = filer(new ServerLimits(1, 0, 0));
        file(1);
        file(2);
        assertThat(server.connections()).isEqualTo(2);
        awaitHeard("M0 LOGOUT", 2);
    }

    @Test
    void keepsNoneBehindItsEnd() {
        file(1);
        filer.close();
        awaitHeard("M0 LOGOUT", 1);
        file(2);
        awaitHeard("M0 LOGOUT", 2);
    }

    /** Runs them when told to, the first one first. */
    private static final class IdleTasks extends ScheduledThreadPoolExecutor {

        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

        private IdleTasks() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            assertThat(unit.toMillis(delay)).isEqualTo(FilingConnections.KEPT_IDLE.toMillis());
            tasks.add(task);
            return null;
        }

        private void run() {
            tasks.remove().run();
        }
    }
}
