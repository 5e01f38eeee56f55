package mailroom.camel.imap.login;

import static mailroom.camel.imap.HostileAnswers.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.settings.MailboxLogin.Mechanism;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each mechanism, byte for byte, and servers that do not keep to it. */
@Timeout(20)
class LoginTest {

    private static final Secret SECRET = new Secret("s3cret");

    private static ImapLogin by(Mechanism... mechanisms) {
        return new ImapLogin("ann,b=c", SECRET, List.of(mechanisms));
    }

    private static ImapSession open(ScriptedServer server, ImapLogin login) throws IOException {
        return ImapSession.open(server.address(ServerAddress.Tls.NONE), login, ConnectionTerms.of(SHORT));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String line) {
        return new String(
                Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)), StandardCharsets.UTF_8);
    }

    private static ScriptedServer offering(String capabilities) throws IOException {
        return new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 " + capabilities + "] hello\r\n");
            talk.answerOk("");
            talk.hear();
        });
    }

    @Test
    void sendsPlainAtOnceWhereTheServerTakesIt() throws IOException {
        try (ScriptedServer server = offering("SASL-IR AUTH=PLAIN AUTH=LOGIN")) {
            open(server, by(Mechanism.SCRAM_SHA_256, Mechanism.PLAIN)).close();
            assertThat(server.heard().get(0)).startsWith("M1 AUTHENTICATE PLAIN ");
            assertThat(decoded(server.heard().get(0))).isEqualTo("\0ann,b=c\0s3cret");
        }
    }

    @Test
    void waitsForTheServerBeforePlainElsewhere() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n");
            String tag = talk.hear().split(" ")[0];
            talk.say("+ \r\n");
            talk.hear();
            talk.say(tag + " OK in\r\n");
            talk.hear();
        })) {
            open(server, by(Mechanism.PLAIN)).close();
            assertThat(server.heard().get(0)).isEqualTo("M1 AUTHENTICATE PLAIN");
            assertThat(decoded(server.heard().get(1))).isEqualTo("\0ann,b=c\0s3cret");
        }
    }

    @Test
    void answersNameAndPasswordOfLogin() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] hello\r\n");
            String tag = talk.hear().split(" ")[0];
            talk.say("+ " + base64("Username:") + "\r\n");
            talk.hear();
            talk.say("+ " + base64("Password:") + "\r\n");
            talk.hear();
            talk.say(tag + " OK in\r\n");
            talk.hear();
        })) {
            open(server, by(Mechanism.SCRAM_SHA_256, Mechanism.PLAIN, Mechanism.LOGIN))
                    .close();
            assertThat(server.heard().subList(1, 3).stream().map(LoginTest::decoded))
                    .containsExactly("ann,b=c", "s3cret");
        }
    }

    @Test
    void usesTheLoginCommandWhereNoMechanismIsOffered() throws IOException {
        try (ScriptedServer server = offering("")) {
            open(server, new ImapLogin("ann \"x\"", SECRET, List.of(Mechanism.PLAIN, Mechanism.LOGIN)))
                    .close();
            assertThat(server.heard().get(0)).isEqualTo("M1 LOGIN \"ann \\\"x\\\"\" \"s3cret\"");
        }
    }

    @Test
    void triesTheNextMechanismWhereTheServerDoesNotKnowTheOneThatItOffers() throws IOException {
        for (String refusal : List.of("BAD unknown mechanism", "NO [CANNOT] it is switched off")) {
            try (ScriptedServer server = new ScriptedServer(talk -> {
                talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
                talk.say(talk.hear().split(" ")[0] + " " + refusal + "\r\n");
                talk.answerOk("");
                talk.hear();
            })) {
                open(server, by(Mechanism.PLAIN, Mechanism.LOGIN)).close();
                assertThat(server.heard().get(1)).startsWith("M2 LOGIN ");
            }
        }
    }

    @Test
    void triesNoOtherMechanismWhereTheServerRejectsTheSecret() throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n");
            talk.say(talk.hear().split(" ")[0] + " NO wrong\r\n");
            talk.hear();
        })) {
            ImapProblem problem =
                    catchThrowableOfType(ImapProblem.class, () -> open(server, by(Mechanism.PLAIN, Mechanism.LOGIN)));
            assertThat(problem.kind()).isEqualTo(Kind.LOGIN_REJECTED);
            assertThat(server.heard()).hasSize(1);
        }
    }

    @Test
    void saysNothingWhereNothingFitsIsOffered() throws IOException {
        try (ScriptedServer server = offering("LOGINDISABLED AUTH=CRAM-MD5")) {
            ImapProblem problem =
                    catchThrowableOfType(ImapProblem.class, () -> open(server, by(Mechanism.PLAIN, Mechanism.LOGIN)));
            assertThat(problem.kind()).isEqualTo(Kind.LOGIN_UNSUPPORTED);
            assertThat(problem).hasMessageContaining("plain, login");
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void sendsATokenByOauthbearer() throws IOException {
        try (ScriptedServer server = offering("SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER")) {
            open(server, by(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2)).close();
            int port = server.address(ServerAddress.Tls.NONE).port();
            assertThat(decoded(server.heard().get(0)))
                    .isEqualTo("n,a=ann=2Cb=3Dc,\1host=127.0.0.1\1port=" + port + "\1auth=Bearer s3cret\1\1");
        }
    }

    @Test
    void sendsATokenByXoauth2() throws IOException {
        try (ScriptedServer server = offering("SASL-IR AUTH=XOAUTH2")) {
            open(server, by(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2)).close();
            assertThat(decoded(server.heard().get(0))).isEqualTo("user=ann,b=c\1auth=Bearer s3cret\1\1");
        }
    }

    @Test
    void answersTheErrorChallengeOfARefusedToken() throws IOException {
        for (Mechanism mechanism : List.of(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2)) {
            try (ScriptedServer server = new ScriptedServer(talk -> {
                talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=" + mechanism.saslName() + "] hello\r\n");
                String tag = talk.hear().split(" ")[0];
                talk.say("+ " + base64("{\"status\":\"invalid_token\",\"scope\":\"mail\"}") + "\r\n");
                talk.hear();
                talk.say(tag + " NO [AUTHENTICATIONFAILED] s3cret is wrong\r\n");
                talk.hear();
            })) {
                ImapProblem problem = catchThrowableOfType(ImapProblem.class, () -> open(server, by(mechanism)));
                assertThat(problem.kind()).isEqualTo(Kind.LOGIN_REJECTED);
                assertThat(problem).hasMessageContaining("invalid_token").hasMessageNotContaining("s3cret");
                assertThat(server.heard().get(1)).isEqualTo(mechanism == Mechanism.XOAUTH2 ? "" : "AQ==");
            }
        }
    }

    @Test
    void s25ScramWantsTheServersProof() throws IOException {
        try (ScriptedServer server = offering("SASL-IR AUTH=SCRAM-SHA-256 AUTH=PLAIN")) {
            ImapProblem problem = catchThrowableOfType(
                    ImapProblem.class, () -> open(server, by(Mechanism.SCRAM_SHA_256, Mechanism.PLAIN)));
            assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
            assertThat(problem).hasMessageContaining("proof");
            assertThat(decoded(server.heard().get(0))).startsWith("n,,n=ann=2Cb=3Dc,r=");
        }
    }

    @Test
    void s25ScramRefusesAWrongProofAndEndlessIterations() throws IOException {
        assertThat(problemOfScram(4096, "v=" + base64("x".repeat(32)))).hasMessageContaining("does not prove");
        assertThat(problemOfScram(2_000_000_000, "")).hasMessageContaining("iterations");
    }

    private static ImapProblem problemOfScram(int iterations, String serverFinal) throws IOException {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] hello\r\n");
            String nonce = decoded(talk.hear()).replaceAll(".*r=", "");
            String first = "r=" + nonce + "more,s=" + base64("salt and pepper!") + ",i=" + iterations;
            talk.say("+ " + base64(first) + "\r\n");
            talk.hear();
            talk.say("+ " + base64(serverFinal) + "\r\n");
            talk.hear();
        })) {
            ImapProblem problem =
                    catchThrowableOfType(ImapProblem.class, () -> open(server, by(Mechanism.SCRAM_SHA_256)));
            assertThat(problem.kind()).isEqualTo(Kind.PROTOCOL_ERROR);
            return problem;
        }
    }
}
