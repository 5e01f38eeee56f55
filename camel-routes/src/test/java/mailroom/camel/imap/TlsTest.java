package mailroom.camel.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** F21, S24: a certificate is believed only if it is valid today, for this host and from a trusted authority. */
@Timeout(60)
class TlsTest {

    private static final String KEY_PASSWORD = "changeit";

    @TempDir
    Path folder;

    private int certificates;

    @Test
    void f21OwnAuthorityIsTrusted() throws Exception {
        assertThat(open("ip:127.0.0.1", "-1d", true)).isEmpty();
    }

    @Test
    void f21UntrustedCertificateIsRefused() throws Exception {
        assertThat(open("ip:127.0.0.1", "-1d", false)).contains("certificate-untrusted");
    }

    @Test
    void f21ExpiredCertificateIsRefused() throws Exception {
        assertThat(open("ip:127.0.0.1", "-20d", true)).contains("certificate-expired");
    }

    @Test
    void s24CertificateOfAnotherHostIsRefused() throws Exception {
        assertThat(open("dns:other.example.com", "-1d", true)).contains("host-mismatch");
    }

    @Test
    void s22TlsWhereTheServerSpeaksClearTextIsNamed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(talk -> talk.say("* OK clear text\r\n"))) {
            assertThatThrownBy(() -> login(server.address(ServerAddress.Tls.IMPLICIT)))
                    .isInstanceOfSatisfying(ImapProblem.class, problem -> assertThat(problem.word())
                            .isEqualTo("tls-failed"));
        }
    }

    @Test
    void f21AuthorityFileIsReadAgainForEachConnection() throws Exception {
        Path pem = folder.resolve("authority.pem");
        write(pem, certificate("ip:127.0.0.1", "-1d"));
        KeyStore keys = certificate("ip:127.0.0.1", "-1d");
        assertThat(open(keys, Optional.of(pem))).contains("certificate-untrusted");
        write(pem, keys);
        assertThat(open(keys, Optional.of(pem))).isEmpty();
    }

    /** The word of the problem, if there is one. */
    private Optional<String> open(String subject, String startDate, boolean trusted) throws Exception {
        KeyStore keys = certificate(subject, startDate);
        Path pem = folder.resolve("authority.pem");
        write(pem, keys);
        return open(keys, trusted ? Optional.of(pem) : Optional.empty());
    }

    private static void write(Path pem, KeyStore keys) throws Exception {
        String encoded = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }

    private static Optional<String> open(KeyStore keys, Optional<Path> authority) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, KEY_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        try (SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
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

    private KeyStore certificate(String subject, String startDate) throws Exception {
        Path store = folder.resolve("keys-" + certificates++ + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=" + subject,
                        "-startdate",
                        startDate,
                        "-validity",
                        "10",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        KEY_PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, KEY_PASSWORD.toCharArray());
        }
        return keys;
    }
}
