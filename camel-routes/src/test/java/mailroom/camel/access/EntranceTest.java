package mailroom.camel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mailroom.EmbeddedDerby;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.fetch.MailReceiver;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.mailbox.RejectedLogins;
import mailroom.mailbox.Traffic;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import mailroom.settings.ServerLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** F19, F20: a server is asked for no more than it allows. */
@Timeout(30)
class EntranceTest {

    private static EmbeddedDerby derby;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @BeforeAll
    static void start() {
        derby = new EmbeddedDerby();
    }

    @AfterAll
    static void stop() {
        derby.close();
    }

    private Entrance restarted() {
        InstantSource clock = () -> now;
        return new Entrance(
                RejectedLogins.withQuickProofs(derby.database(), clock.withZone(ZoneOffset.UTC)),
                new Traffic(derby.database()),
                clock.withZone(ZoneOffset.UTC));
    }

    private static MailboxSettings mailbox(String name, ScriptedServer server, String password, ServerLimits limits) {
        return new MailboxSettings(
                name,
                server.address(ServerAddress.Tls.NONE),
                MailboxLogin.withPassword(name, new Secret(password)),
                List.of(),
                Optional.empty(),
                new MailboxSettings.AfterArchive.Keep(),
                Optional.empty(),
                limits,
                Optional.empty());
    }

    private static Kind problemOf(Entrance entrance, MailboxSettings mailbox) {
        return catchThrowableOfType(ImapProblem.class, () -> entrance.open(mailbox, ImapTimeouts.DEFAULT)
                        .close())
                .kind();
    }

    @Test
    void f19AsksTheServerThreeTimesAnHourOverRestarts() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
            String tag = talk.hear().split(" ")[0];
            talk.say(tag + " NO [AUTHENTICATIONFAILED] no\r\n");
            talk.hear();
        })) {
            MailboxSettings mailbox = mailbox("locked", server, "wrong", ServerLimits.NONE);
            for (int i = 0; i < 10; i++) {
                assertThat(problemOf(restarted(), mailbox)).isEqualTo(Kind.LOGIN_REJECTED);
            }
            assertThat(server.connections()).isEqualTo(3);
            problemOf(restarted(), mailbox("locked", server, "other", ServerLimits.NONE));
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    @Test
    void f20HoldsNoMoreConnectionsThanAllowedAndLetsTheNextIn() throws Exception {
        try (ScriptedServer server = letsIn()) {
            Entrance entrance = restarted();
            ServerLimits one = new ServerLimits(1, 0, 0);
            MailboxSettings first = mailbox("first", server, "pw", one);
            ImapSession holds = entrance.open(first, ImapTimeouts.DEFAULT);
            CompletableFuture<ImapSession> second = CompletableFuture.supplyAsync(() -> {
                try {
                    return entrance.open(mailbox("second", server, "pw", one), ImapTimeouts.DEFAULT);
                } catch (ImapProblem problem) {
                    throw new IllegalStateException(problem);
                }
            });
            await().atMost(Duration.ofSeconds(10)).until(() -> entrance.othersWait(first));
            assertThat(server.connections()).isEqualTo(1);
            holds.close();
            holds.close();
            second.get(10, TimeUnit.SECONDS).close();
            assertThat(server.connections()).isEqualTo(2);
            entrance.open(first, ImapTimeouts.DEFAULT).close();
        }
    }

    private static ScriptedServer letsIn() throws IOException {
        return new ScriptedServer(talk -> {
            talk.letIn();
            talk.answerOk("* CAPABILITY IMAP4rev1\r\n");
            while (true) {
                talk.answerOk("* 1 FETCH (UID 5 FLAGS () INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 500"
                        + " BODY[] {500}\r\n" + "x".repeat(500) + ")\r\n");
            }
        });
    }

    @Test
    void f20StopsAtTheDaysBytesAndGoesOnTheNextDay() throws IOException {
        try (ScriptedServer server = letsIn()) {
            MailboxSettings mailbox = mailbox("quota", server, "pw", new ServerLimits(0, 0, 1000));
            try (ImapSession session = restarted().open(mailbox, ImapTimeouts.DEFAULT)) {
                Mails mails = new Mails();
                ImapProblem problem = catchThrowableOfType(ImapProblem.class, () -> {
                    for (int i = 0; i < 10; i++) {
                        session.fetch(new long[] {5}, 1000, mails);
                    }
                });
                assertThat(problem.word()).isEqualTo("quota");
                assertThat(problem).hasMessageContaining("2026-03-02T00:00:00Z");
                assertThat(mails.complete).isEqualTo(2);
            }
            int connections = server.connections();
            assertThat(problemOf(restarted(), mailbox)).isEqualTo(Kind.QUOTA);
            assertThat(server.connections()).isEqualTo(connections);
            now = Instant.parse("2026-03-02T00:00:01Z");
            restarted().open(mailbox, ImapTimeouts.DEFAULT).close();
        }
    }

    @Test
    void f20SpreadsCommandsOverTheMinute() throws IOException {
        ServerLimits oneInTenMillis = new ServerLimits(0, 6000, 0);
        long begun = System.nanoTime();
        try (ScriptedServer server = letsIn();
                ImapSession session =
                        restarted().open(mailbox("pace", server, "pw", oneInTenMillis), ImapTimeouts.DEFAULT)) {
            for (int i = 0; i < 70; i++) {
                session.noop();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(700), Duration.ofSeconds(10));
        }
    }

    private static final class Mails implements MailReceiver {

        private int complete;

        @Override
        public OutputStream body(Optional<MailFacts> facts, long length) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void complete(MailFacts facts) {
            complete++;
        }
    }
}
