package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.camel.imap.ImapProblem.Kind;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F07, F10, F11, F12, F14, S22, S23, S25: whatever a server sends ends in a named error, soon and in little memory. */
@Timeout(20)
class HostileServerTest {

    private static final ImapTimeouts SHORT =
            new ImapTimeouts(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(800), 1024 * 1024);

    private interface Use {
        void with(ImapSession session) throws IOException;
    }

    private static ImapProblem problemOf(ScriptedServer.Script script, Use use) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            ImapProblem[] seen = new ImapProblem[1];
            assertThatThrownBy(() -> {
                        try (ImapSession session = server.login(SHORT)) {
                            use.with(session);
                        }
                    })
                    .isInstanceOfSatisfying(ImapProblem.class, problem -> seen[0] = problem);
            return seen[0];
        }
    }

    private static ImapProblem problemOfGreeting(String greeting) throws IOException {
        return problemOf(
                talk -> {
                    talk.say(greeting);
                    talk.hear();
                },
                session -> {});
    }

    private static ImapProblem problemOfAnswer(String answer) throws IOException {
        return problemOf(
                talk -> {
                    talk.letIn();
                    talk.answerOk(answer);
                    talk.hear();
                },
                ImapSession::noop);
    }

    private static ImapProblem problemOfFetch(String answer) throws IOException {
        return problemOf(
                talk -> {
                    talk.letIn();
                    talk.answerOk(answer);
                    talk.hear();
                },
                session -> session.fetch(new long[] {5}, 1000, new Mails()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* LIST () \"/\" {1900000000}\r\n",
                "* 1 FETCH (UID 5 BODY[] {1900000000}\r\n",
                "* 1 FETCH (UID 5 X-NAME {1900000000}\r\n"
            })
    void f12GiantLiteralIsNotBelieved(String answer) throws IOException {
        assertThat(problemOfAnswer(answer).kind()).isIn(Kind.PROTOCOL_ERROR, Kind.TIMEOUT);
        assertThat(problemOfFetch(answer).kind()).isIn(Kind.PROTOCOL_ERROR, Kind.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"* OK {1900000000}\r\n", "* OK [ALERT] {99999999999999999999999999}\r\n"})
    void f12GiantLiteralInATextIsText(String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.say(answer);
                    talk.answerOk("* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n");
                    talk.answerOk(answer);
                    talk.answerOk(answer);
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            session.noop();
            assertThat(server.heard()).hasSize(3);
        }
    }

    @Test
    void f12EndlessLineEndsAtItsLimit() throws IOException {
        byte[] block = "x".repeat(64 * 1024).getBytes();
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    talk.hear();
                    talk.say("* OK ");
                    for (int i = 0; i < 1600; i++) {
                        talk.say(block);
                    }
                },
                ImapSession::noop);
        assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
        assertThat(problem).hasMessageContaining("longer than");
    }

    @Test
    void f12DeepNestingIsPassedOverWithoutRecursion() throws IOException {
        assertThat(problemOfFetch("* 1 FETCH (BODYSTRUCTURE " + "(".repeat(10_000) + ")".repeat(10_000) + ")\r\n"))
                .hasMessageContaining("nested deeper");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH (UID 5 FLAGS (\\Seen) RFC822.SIZE 3 BODY[] {3}\r\nabc\r\n",
                "* 1 FETCH UID 5\r\n",
                "* 1 FETCH (UID x)\r\n",
                "* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\n",
                "* 1 FETCH (UID 5 BODY[] {3}\r\nabc BODY[] {3}\r\nabc)\r\n",
                "* 1 FETCH (\0)\r\n",
                "garbage\r\n",
                "\r\n",
                "* \r\n",
                "* \u00e9\u00e9\0\r\nX1 OK\r\n",
                "X999 OK not your tag\r\n"
            })
    void f12MalformedAnswerIsAProtocolError(String answer) throws IOException {
        assertThat(problemOfFetch(answer).kind()).isEqualTo(Kind.PROTOCOL_ERROR);
    }

    @Test
    void f12MissingLineEndTimesOut() throws IOException {
        assertThat(problemOf(
                                talk -> {
                                    talk.letIn();
                                    talk.hear();
                                    talk.say("* OK no line end");
                                    talk.hear();
                                },
                                ImapSession::noop)
                        .kind())
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void f12NilBodyIsNoMail() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 1 FETCH (UID 5 BODY[] NIL)\r\n* 2 FETCH (UID 6 BODY[] \"a\\\"b\")\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails();
            session.fetch(new long[] {5, 6}, 1000, mails);
            assertThat(mails.uids).containsExactly(6L);
            assertThat(mails.texts).containsExactly("a\"b");
        }
    }

    @Test
    void takesTheFactsInAnyOrder() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.answerOk("* 3 EXISTS\r\n* 1 FETCH (BODY[] {3}\r\nabc X-OTHER (a (b \"c\" NIL)) RFC822.SIZE 3"
                            + " INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" FLAGS (\\Seen $Done) UID 5)\r\n"
                            + "* 2 FETCH (FLAGS (\\Flagged))\r\n");
                    talk.hear();
                });
                ImapSession session = server.login(SHORT)) {
            Mails mails = new Mails();
            session.fetch(new long[] {5}, 1000, mails);
            assertThat(mails.texts).containsExactly("abc");
            assertThat(mails.facts)
                    .containsExactly(
                            new MailFacts(5, "\\Seen $Done", java.time.Instant.parse("1996-07-17T09:44:25Z"), 3));
        }
    }

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
            new java.util.concurrent.CountDownLatch(1).await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void f11ByeIsNamedWhereverItComes() throws IOException {
        assertThat(problemOfGreeting("* BYE not today\r\n").word()).isEqualTo("bye");
        assertThat(problemOfAnswer("* BYE shutting down\r\n").word()).isEqualTo("bye");
        assertThat(problemOfFetch("* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n* BYE\r\n")
                        .word())
                .isEqualTo("bye");
        assertThat(problemOfGreeting("* BYE [UNAVAILABLE] later\r\n").word()).isEqualTo("throttled");
    }

    @Test
    void f14MissingUidValidityIsNamed() throws IOException {
        ListedFolder inbox = new ListedFolder("INBOX", "INBOX", '/', java.util.Set.of());
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    talk.answerOk("* 3 EXISTS\r\n* OK [UIDNEXT 4] next\r\n");
                    talk.hear();
                },
                session -> session.examine(inbox));
        assertThat(problem).hasMessageContaining("UIDVALIDITY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* PREAUTH [CAPABILITY IMAP4rev1] welcome\r\n",
                "* OK [CAPABILITY IMAP4rev1] no TLS here\r\n",
                "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN LOGIN] no TLS here\r\n"
            })
    void s22S23NothingIsSaidInClearTextWhereStartTlsIsWanted(String greeting) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say(greeting);
            talk.answerOk("* CAPABILITY IMAP4rev1\r\n");
            talk.hear();
        })) {
            assertThatThrownBy(() -> ImapSession.open(
                            server.address(ServerAddress.Tls.STARTTLS), "user", new Secret("password"), SHORT))
                    .isInstanceOfSatisfying(ImapProblem.class, problem -> assertThat(problem.word())
                            .isEqualTo("tls-required"));
            assertThat(server.heard()).noneMatch(line -> line.contains("LOGIN") || line.contains("AUTHENTICATE"));
        }
    }

    @Test
    void s23BytesBehindTheAnswerToStartTlsEndTheConnection() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n");
            String tag = talk.hear().split(" ")[0];
            talk.say(tag + " OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n");
            talk.hear();
        })) {
            assertThatThrownBy(() -> ImapSession.open(
                            server.address(ServerAddress.Tls.STARTTLS), "user", new Secret("password"), SHORT))
                    .isInstanceOf(ImapProblem.class)
                    .hasMessageContaining("behind its answer");
        }
    }

    @Test
    void refusedPortAndUnknownHostAreNamed() {
        ServerAddress closed = new ServerAddress("127.0.0.1", 1, ServerAddress.Tls.NONE, Optional.empty());
        ServerAddress unknown =
                new ServerAddress("no.such.host.invalid", 993, ServerAddress.Tls.IMPLICIT, Optional.empty());
        assertThatThrownBy(() -> ImapSession.open(closed, "user", new Secret("password"), SHORT))
                .hasMessageContaining("takes no connections");
        assertThatThrownBy(() -> ImapSession.open(unknown, "user", new Secret("password"), SHORT))
                .hasMessageContaining("no host has the name");
    }

    @Test
    void clearTextIsForLoopbackOnly() {
        ServerAddress far = new ServerAddress("192.0.2.1", 143, ServerAddress.Tls.NONE, Optional.empty());
        assertThatThrownBy(() -> ImapSession.open(far, "user", new Secret("password"), SHORT))
                .hasMessageContaining("needs TLS");
    }

    private static final class Mails implements MailReceiver {

        private final List<Long> uids = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<MailFacts> facts = new ArrayList<>();
        private ByteArrayOutputStream open;

        @Override
        public OutputStream body(Optional<MailFacts> known, long length) {
            open = new ByteArrayOutputStream();
            return open;
        }

        @Override
        public void complete(MailFacts complete) {
            uids.add(complete.uid());
            texts.add(open.toString());
            facts.add(complete);
        }
    }
}
