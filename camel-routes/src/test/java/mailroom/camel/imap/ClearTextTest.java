package mailroom.camel.imap;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S22, S23: nothing is said in clear text that TLS was asked for. */
@Timeout(20)
class ClearTextTest {

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
    void s22ClearTextIsForLoopbackOnly() {
        ServerAddress far = new ServerAddress("192.0.2.1", 143, ServerAddress.Tls.NONE, Optional.empty());
        assertThatThrownBy(() -> ImapSession.open(far, "user", new Secret("password"), SHORT))
                .hasMessageContaining("needs TLS");
    }
}
