package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import mailroom.PrivateDovecot;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.settings.MailboxLogin.Mechanism;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every mechanism against a real Dovecot, which asks an introspection server (RFC 7662) about tokens. */
@Timeout(60)
class DovecotLoginIT {

    private static final String TOKEN = "good-token";
    private static PrivateDovecot dovecot;
    private static HttpServer introspection;
    private static Path oauth;

    @BeforeAll
    static void start() throws IOException {
        introspection = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        introspection.createContext("/", DovecotLoginIT::introspect);
        introspection.start();
        oauth = Files.createTempFile("oauth2", ".conf");
        Files.writeString(oauth, """
                introspection_url = http://127.0.0.1:%d/
                introspection_mode = post
                username_attribute = username
                active_attribute = active
                active_value = true
                """.formatted(introspection.getAddress().getPort()));
        Files.setPosixFilePermissions(oauth, PosixFilePermissions.fromString("rw-r--r--"));
        dovecot = PrivateDovecot.start("""
                auth_mechanisms = plain login scram-sha-256 xoauth2 oauthbearer
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %s
                }
                """.formatted(oauth));
    }

    private static void introspect(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean active = asked.contains(TOKEN);
        byte[] answer = (active ? "{\"active\":true,\"username\":\"ann\"}" : "{\"active\":false}").getBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot != null) {
            dovecot.close();
        }
        introspection.stop(0);
        Files.delete(oauth);
    }

    private static ImapSession open(Mechanism mechanism, String secret) throws ImapProblem {
        ServerAddress address =
                new ServerAddress("127.0.0.1", dovecot.port(), ServerAddress.Tls.NONE, Optional.empty());
        return ImapSession.open(
                address,
                new ImapLogin("ann", new Secret(secret), List.of(mechanism)),
                ConnectionTerms.of(ImapTimeouts.DEFAULT));
    }

    @ParameterizedTest
    @EnumSource
    void letsInByEachMechanism(Mechanism mechanism) throws IOException {
        try (ImapSession session = open(mechanism, mechanism.takesToken() ? TOKEN : PrivateDovecot.PASSWORD)) {
            assertThat(session.listFolders().folders()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rejectsAWrongSecretByEachMechanism(Mechanism mechanism) {
        ImapProblem problem = catchThrowableOfType(ImapProblem.class, () -> open(mechanism, "wrong-secret"));
        assertThat(problem.kind()).isEqualTo(Kind.LOGIN_REJECTED);
        assertThat(problem).hasMessageNotContaining("wrong-secret");
    }

    @Test
    void choosesScramForAPasswordByItself() throws IOException {
        ServerAddress address =
                new ServerAddress("127.0.0.1", dovecot.port(), ServerAddress.Tls.NONE, Optional.empty());
        ImapLogin login = ImapLogin.withPassword("ann", new Secret(PrivateDovecot.PASSWORD));
        assertThat(login.mechanisms()).startsWith(Mechanism.SCRAM_SHA_256);
        ImapSession.open(address, login, ConnectionTerms.of(ImapTimeouts.DEFAULT))
                .close();
    }
}
