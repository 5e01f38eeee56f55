package mailroom.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.mail.Meters;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Tells 30 days before a certificate ends that the server shows at its own HTTPS port, in one incident that counts
 * the starts of the server at which that was so. It asks the port as
 * any client does, so that it sees what clients see, whoever made the certificate.
 */
@ApplicationScoped
public class CertificateWatch {

    static final Duration TOLD_BEFORE = Duration.ofDays(30);

    private static final System.Logger LOG = System.getLogger(CertificateWatch.class.getName());
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> ALL_ADDRESSES = Set.of("*", "0.0.0.0", "::");
    private static final int USUAL_PORT = 9443;
    private static final int ANSWERS_MILLIS = 5_000;

    private final InetSocketAddress port;
    private final Incidents incidents;
    private final Meters meters;
    private final Clock clock;
    private final Set<Instant> told = new HashSet<>();

    CertificateWatch() {
        this(null, null, null, null);
    }

    @Inject
    public CertificateWatch(Incidents incidents, Meters meters) {
        this(ownPort(ConfigProvider.getConfig()), incidents, meters, Clock.systemUTC());
    }

    CertificateWatch(InetSocketAddress port, Incidents incidents, Meters meters, Clock clock) {
        this.port = port;
        this.incidents = incidents;
        this.meters = meters;
        this.clock = clock;
    }

    private static InetSocketAddress ownPort(Config config) {
        String host = config.getOptionalValue("MAILROOM_HOST", String.class)
                .filter(named -> !ALL_ADDRESSES.contains(named))
                .orElse(LOOPBACK);
        int port = config.getOptionalValue("MAILROOM_HTTPS_PORT", Integer.class).orElse(USUAL_PORT);
        return new InetSocketAddress(host, port);
    }

    /** To be called now and then; takes at most a few seconds. */
    public synchronized void look() {
        try {
            firstEnd()
                    .filter(end -> clock.instant().isAfter(end.minus(TOLD_BEFORE)))
                    .filter(told::add)
                    .ifPresent(this::warn);
        } catch (IOException | GeneralSecurityException closed) {
            LOG.log(System.Logger.Level.DEBUG, "the HTTPS port shows no certificate", closed);
        }
    }

    private void warn(Instant end) {
        meters.incident(IncidentKind.CERTIFICATE_ENDS_SOON);
        incidents.recordAgain(
                IncidentKind.CERTIFICATE_ENDS_SOON,
                Optional.empty(),
                "certificate",
                "the certificate of the HTTPS port ends at " + end + ", and clients refuse it from then on. Where the"
                        + " first start made it, stop the server, remove resources/security/key.p12 in its"
                        + " configuration and start it: it makes a new one. Otherwise put your new one in its place");
    }

    /** Looks at the whole chain. */
    private Optional<Instant> firstEnd() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, null);
        try (Socket plain = new Socket()) {
            plain.connect(port, ANSWERS_MILLIS);
            plain.setSoTimeout(ANSWERS_MILLIS);
            try (SSLSocket socket = (SSLSocket)
                    context.getSocketFactory().createSocket(plain, port.getHostString(), port.getPort(), true)) {
                socket.startHandshake();
                return Stream.of(socket.getSession().getPeerCertificates())
                        .map(CertificateWatch::end)
                        .min(Instant::compareTo);
            }
        }
    }

    private static Instant end(Certificate certificate) {
        return ((X509Certificate) certificate).getNotAfter().toInstant();
    }

    /** The certificate is looked at, and nothing is sent: who made it does not matter, nor whether it has ended. */
    private static final class Anyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            throw new IllegalStateException("no client is asked for a certificate");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // any is looked at
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
