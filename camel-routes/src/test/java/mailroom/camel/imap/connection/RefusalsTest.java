package mailroom.camel.imap.connection;

import static mailroom.camel.imap.HostileAnswers.problemOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import mailroom.camel.imap.HostileAnswers;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F19, F20: only a rejected login is one; what passes by itself is transient, at a login too (RFC 5530). */
@Timeout(30)
class RefusalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NO [AUTHENTICATIONFAILED] wrong          | LOGIN_REJECTED
                    NO wrong password                        | LOGIN_REJECTED
                    NO [EXPIRED] change it                   | LOGIN_REJECTED
                    NO [UNAVAILABLE] backend is down         | THROTTLED
                    NO [THROTTLED] slow down                 | THROTTLED
                    NO [LIMIT] too many                      | THROTTLED
                    NO [INUSE] locked                        | THROTTLED
                    NO [OVERQUOTA] bandwidth limits          | THROTTLED
                    NO [ALERT] Too many simultaneous connections. (Failure) | THROTTLED
                    BAD User is authenticated but not connected. | THROTTLED
                    NO [PRIVACYREQUIRED] not without TLS     | TLS_REQUIRED
                    BAD never heard of it                    | LOGIN_UNSUPPORTED""")
    void f20ReadsWhyALoginIsRefused(String answer, Kind kind) throws IOException {
        ImapProblem problem = problemOf(
                talk -> {
                    talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
                    talk.say(talk.hear().split(" ")[0] + " " + answer + "\r\n");
                    // another mechanism
                    talk.say(talk.hear().split(" ")[0] + " " + answer + "\r\n");
                    talk.hear();
                },
                session -> {});
        assertThat(problem.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void s25ReferralsAreNotFollowed(int answers) throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer(ScriptedServer.Talk::letIn)) {
            int port = elsewhere.address(ServerAddress.Tls.NONE).port();
            String referral = "[REFERRAL imap://user@127.0.0.1:" + port + "/INBOX] not here, there\r\n";
            ImapProblem problem = problemOf(
                    talk -> {
                        if (answers == 0) {
                            talk.say("* BYE " + referral);
                        } else {
                            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
                        }
                        for (int i = 1; i < answers; i++) {
                            talk.answerOk("* OK " + referral);
                        }
                        talk.say(talk.hear().split(" ")[0] + " NO " + referral);
                        talk.hear();
                    },
                    session -> session.fetch(new long[] {5}, 1000, new HostileAnswers.Mails()));
            assertThat(problem.kind()).isIn(Kind.BYE, Kind.LOGIN_REJECTED, Kind.REFUSED);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NO [THROTTLED] slow down                 | THROTTLED | false
                    NO [OVERQUOTA] bandwidth limits          | THROTTLED | false
                    NO [UNAVAILABLE] later                   | THROTTLED | false
                    BAD User is authenticated but not connected. | THROTTLED | false
                    NO [NONEXISTENT] no such folder          | FOLDER_GONE | true
                    NO [NOPERM] not yours                    | REFUSED | true""")
    void f20ReadsWhyACommandIsRefused(String answer, Kind kind, boolean leavesServer) throws IOException {
        ImapProblem problem = problemOf(
                talk -> {
                    talk.letIn();
                    talk.say(talk.hear().split(" ")[0] + " " + answer + "\r\n");
                    talk.hear();
                },
                session -> session.fetch(new long[] {5}, 1000, new HostileAnswers.Mails()));
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.leavesServer()).isEqualTo(leavesServer);
        assertThat(problem.leavesConnection()).isTrue();
        assertThat(problem.serverWords()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BYE [UNAVAILABLE] later                  | THROTTLED
                    BYE [THROTTLED] slow down                | THROTTLED
                    BYE Too many simultaneous connections    | THROTTLED
                    BYE [OVERQUOTA] bandwidth limits         | THROTTLED
                    BYE shutting down                        | BYE""")
    void f11ReadsWhyAServerLeaves(String answer, Kind kind) throws IOException {
        assertThat(HostileAnswers.problemOfLastWords("* " + answer + "\r\n").kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAYBE later", "BYE", "", "OKAY", "M"})
    void whatIsNoEndByTheProtocolRefusesTheCommand(String end) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
                    talk.letIn();
                    talk.say(talk.hear().split(" ")[0] + " " + end + "\r\n");
                    talk.answerOk("");
                    talk.hear();
                });
                ImapSession session = server.login(HostileAnswers.SHORT)) {
            ImapProblem problem = catchThrowableOfType(ImapProblem.class, session::noop);
            assertThat(problem.isRefusal()).isTrue();
            assertThat(problem).hasMessageContaining("answered NOOP with neither OK, NO nor BAD");
            session.noop();
        }
    }
}
