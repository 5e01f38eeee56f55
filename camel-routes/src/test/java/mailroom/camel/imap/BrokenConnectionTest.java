package mailroom.camel.imap;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static mailroom.camel.imap.HostileAnswers.problemOf;
import static mailroom.camel.imap.HostileAnswers.problemOfGreeting;
import static mailroom.camel.imap.HostileAnswers.problemOfLastWords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mailroom.camel.imap.HostileAnswers.Mails;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** F07, F08, F10, F11: connections that end, hang or never begin have a name and an end. */
@Timeout(20)
class BrokenConnectionTest {

    @Test
    void f07CutInsideALiteralIsALostConnection() throws IOException {
        assertThat(problemOf(
                                talk -> {
                                    talk.letIn();
                                    talk.hear();
                                    talk.say("* 1 FETCH (UID 5 BODY[] {900}\r\nabc");
                                },
                                session -> session.fetch(new long[] {5}, 1000, new Mails()))
                        .kind())
                .isEqualTo(Kind.CONNECTION_LOST);
    }

    @Test
    void f10SlowDripEndsAtTheDeadlineOfTheWholeMail() throws IOException {
        long begun = System.nanoTime();
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    talk.hear();
                    talk.say("* 1 FETCH (UID 5 BODY[] {900}\r\n");
                    drip(talk);
                },
                session -> session.fetch(new long[] {5}, 1000, new Mails()));
        assertThat(problem.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    private static void drip(ScriptedServer.Talk talk) throws Exception {
        for (int i = 0; i < 900; i++) {
            talk.say("x");
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void f11ByeIsNamedWhereverItComes() throws IOException {
        assertThat(problemOfGreeting("* BYE not today\r\n").word()).isEqualTo("bye");
        assertThat(problemOfLastWords("* BYE shutting down\r\n").word()).isEqualTo("bye");
        assertThat(problemOfLastWords("* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n* BYE\r\n")
                        .word())
                .isEqualTo("bye");
        assertThat(problemOfGreeting("* BYE [UNAVAILABLE] later\r\n").word()).isEqualTo("throttled");
    }

    @Test
    void f11AnswersAfterByeAreReadAsLongAsTheyCome() throws IOException {
        String bye = "* BYE so many words\r\n";
        Mails mails = new Mails();
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    talk.answerOk(bye + "* 1 FETCH (UID 5 FLAGS () RFC822.SIZE 3 BODY[] {3}\r\nabc)\r\n");
                    talk.answerOk("");
                },
                session -> {
                    session.fetch(new long[] {5}, 1000, mails);
                    session.noop();
                    session.noop();
                });
        assertThat(mails.texts).containsExactly("abc");
        assertThat(problem.kind()).isEqualTo(Kind.BYE);
        assertThat(problem).hasMessageContaining("so many words");
    }

    @Test
    void f22RefusedPortAndUnknownHostAreNamed() {
        ServerAddress closed = new ServerAddress("127.0.0.1", 1, ServerAddress.Tls.NONE, Optional.empty());
        ServerAddress unknown =
                new ServerAddress("no.such.host.invalid", 993, ServerAddress.Tls.IMPLICIT, Optional.empty());
        assertThatThrownBy(() -> ImapSession.open(closed, "user", new Secret("password"), SHORT))
                .hasMessageContaining("takes no connections");
        assertThatThrownBy(() -> ImapSession.open(unknown, "user", new Secret("password"), SHORT))
                .hasMessageContaining("no host has the name");
    }

    @Test
    void f08SilenceInTheMiddleOfAMailEndsAtTheReadTimeout() throws IOException {
        long begun = System.nanoTime();
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    talk.hear();
                    talk.say("* 1 FETCH (UID 5 BODY[] {900}\r\nabc");
                    talk.hear();
                },
                session -> session.fetch(new long[] {5}, 1000, new Mails()));
        assertThat(problem.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void f08NobodyWaitsForTheNextByteForMoreThanAMinute() {
        assertThat(ImapTimeouts.DEFAULT.read()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void f08ServerThatDoesNotReadEndsAWriteAtItsDeadline() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        String longLine = "NOOP" + " ".repeat(1024 * 1024);
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    over.await();
                },
                session -> {
                    for (int i = 0; i < 64; i++) {
                        session.connection().send(longLine);
                    }
                });
        over.countDown();
        assertThat(problem.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(problem).hasMessageContaining("has not read a command");
    }

    @Test
    void f22EveryAddressOfAHostIsTried() throws IOException {
        Assumptions.assumeTrue(InetAddress.getAllByName("localhost").length > 1, "localhost has one address only");
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.letIn();
            talk.hear();
        })) {
            int port = server.address(ServerAddress.Tls.NONE).port();
            ServerAddress named = new ServerAddress("localhost", port, ServerAddress.Tls.NONE, Optional.empty());
            ImapSession.open(named, "user", new Secret("password"), SHORT).close();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void f10SlowHandshakeEndsAtItsDeadline() throws IOException {
        long begun = System.nanoTime();
        try (ScriptedServer server = new ScriptedServer(BrokenConnectionTest::dripHandshake)) {
            ImapProblem problem = catchThrowableOfType(
                    ImapProblem.class,
                    () -> ImapSession.open(
                            server.address(ServerAddress.Tls.IMPLICIT), "user", new Secret("password"), SHORT));
            assertThat(problem.kind()).isEqualTo(Kind.TIMEOUT);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    /** A record of 16 KiB that never ends. */
    private static void dripHandshake(ScriptedServer.Talk talk) throws Exception {
        talk.say(new byte[] {22, 3, 3, 63, -1});
        drip(talk);
    }
}
