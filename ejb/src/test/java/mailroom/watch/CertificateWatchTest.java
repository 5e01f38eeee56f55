package mailroom.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import mailroom.RememberedMeters;
import mailroom.ServerCertificate;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CertificateWatchTest {

    @TempDir
    Path folder;

    private final List<String> incidents = new ArrayList<>();

    /** The certificate is good for nine days from now. */
    @Test
    void tellsOnceOfACertificateThatEndsWithin30Days() throws Exception {
        try (ServerSocket port = showing(ServerCertificate.valid(folder))) {
            CertificateWatch watch = watch(port, Instant.now());
            watch.look();
            watch.look();
            assertThat(incidents)
                    .singleElement()
                    .asString()
                    .contains("certificate-ends-soon", "certificate of the HTTPS port ends at", "key.p12");
        }
    }

    @Test
    void tellsOfOneThatHasEnded() throws Exception {
        try (ServerSocket port = showing(ServerCertificate.expired(folder))) {
            watch(port, Instant.now()).look();
            assertThat(incidents).hasSize(1);
        }
    }

    @Test
    void saysNothingBeforeThat() throws Exception {
        try (ServerSocket port = showing(ServerCertificate.valid(folder))) {
            watch(port, Instant.now().minus(Duration.ofDays(22))).look();
            assertThat(incidents).isEmpty();
            watch(port, Instant.now().minus(Duration.ofDays(20))).look();
            assertThat(incidents).hasSize(1);
        }
    }

    @Test
    void saysNothingWhereNoPortIsOpen() throws Exception {
        ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        port.close();
        watch(port, Instant.now()).look();
        assertThat(incidents).isEmpty();
    }

    private static ServerSocket showing(ServerCertificate certificate) throws IOException {
        SSLServerSocket port = (SSLServerSocket) certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread answering = new Thread(() -> answer(port), "https-port");
        answering.setDaemon(true);
        answering.start();
        return port;
    }

    private static void answer(SSLServerSocket port) {
        while (!port.isClosed()) {
            try (SSLSocket client = (SSLSocket) port.accept()) {
                client.startHandshake();
                client.getInputStream().read();
            } catch (IOException ended) {
                // the next one has its turn, or the test is over
            }
        }
    }

    private CertificateWatch watch(ServerSocket port, Instant now) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port.getLocalPort());
        return new CertificateWatch(address, rows(), new RememberedMeters(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private Incidents rows() {
        return new Incidents(null) {
            @Override
            public void recordAgain(IncidentKind kind, Optional<String> mailbox, String subject, String message) {
                incidents.add(kind + " " + message);
            }
        };
    }
}
