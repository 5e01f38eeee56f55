package mailroom.camel.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import mailroom.ServerCertificate;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ScriptedServer;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** F21, S24: a certificate is believed only if it is valid today, for this host and from a trusted authority. */
@Timeout(60)
class TlsTest {

    @TempDir
    private static Path folder;

    private static ServerCertificate valid;
    private static ServerCertificate another;
    private static ServerCertificate expired;
    private static ServerCertificate ofAnotherHost;

    @BeforeAll
    static void make() throws IOException {
        valid = ServerCertificate.valid(folder);
        another = ServerCertificate.valid(folder);
        expired = ServerCertificate.expired(folder);
        ofAnotherHost = ServerCertificate.ofAnotherHost(folder);
    }

    @Test
    void f21OwnAuthorityIsTrusted() throws IOException {
        assertThat(open(valid, trusted(valid))).isEmpty();
    }

    @Test
    void f21UntrustedCertificateIsRefused() throws IOException {
        assertThat(open(valid, Optional.empty())).contains("certificate-untrusted");
    }

    @Test
    void f21ExpiredCertificateIsRefused() throws IOException {
        assertThat(open(expired, trusted(expired))).contains("certificate-expired");
    }

    @Test
    void f21S24CertificateOfAnotherHostIsRefused() throws IOException {
        assertThat(open(ofAnotherHost, trusted(ofAnotherHost))).contains("host-mismatch");
    }

    @Test
    void f21S22NothingFallsBackToClearTextWhereTlsFails() throws Exception {
        try (ScriptedServer server = new ScriptedServer(talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] clear text\r\n");
            while (true) {
                talk.hear();
            }
        })) {
            assertThatThrownBy(() -> login(server.address(ServerAddress.Tls.IMPLICIT)))
                    .isInstanceOfSatisfying(ImapProblem.class, problem -> assertThat(problem.word())
                            .isEqualTo("tls-failed"));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.heard()).noneMatch(line -> line.contains("LOGIN") || line.contains("AUTHENTICATE"));
        }
    }

    @Test
    void f21AuthorityFileIsReadAgainForEachConnection() throws IOException {
        Path authority = Files.copy(another.certificate(), folder.resolve("authority.pem"));
        assertThat(open(valid, Optional.of(authority))).contains("certificate-untrusted");
        Files.copy(valid.certificate(), authority, StandardCopyOption.REPLACE_EXISTING);
        assertThat(open(valid, Optional.of(authority))).isEmpty();
    }

    private static Optional<Path> trusted(ServerCertificate certificate) {
        return Optional.of(certificate.certificate());
    }

    /** The word of the problem, if there is one. */
    private static Optional<String> open(ServerCertificate shown, Optional<Path> authority) throws IOException {
        try (SSLServerSocket server = (SSLServerSocket)
                shown.context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> letIn(server));
            thread.setDaemon(true);
            thread.start();
            login(new ServerAddress("127.0.0.1", server.getLocalPort(), ServerAddress.Tls.IMPLICIT, authority));
            return Optional.empty();
        } catch (ImapProblem problem) {
            return Optional.of(problem.word());
        }
    }

    private static void login(ServerAddress address) throws ImapProblem {
        ImapSession.open(address, "user", new Secret("password"), ImapTimeouts.DEFAULT)
                .close();
    }

    private static void letIn(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.getOutputStream().write("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\r\n".getBytes());
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            if (line != null) {
                socket.getOutputStream().write((line.split(" ")[0] + " OK in\r\n").getBytes());
                in.readLine();
            }
        } catch (IOException refused) {
            // the client's side is what the test looks at
        }
    }
}
