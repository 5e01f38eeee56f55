package mailroom.camel.imap.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.settings.ServerAddress;

/** TLS over a connected socket: certificate and host name are checked always (RFC 9525). */
public final class Tls {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private Tls() {}

    public static Socket over(Socket plain, ServerAddress server) throws IOException {
        try {
            SSLSocket socket = (SSLSocket) context(server.authority())
                    .getSocketFactory()
                    .createSocket(plain, server.host(), server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(VERSIONS);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            checkToday(socket);
            return socket;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw expired(server, e);
        } catch (GeneralSecurityException e) {
            throw new ImapProblem(Kind.TLS_FAILED, "the authority file cannot be used: " + e.getMessage(), e);
        } catch (SSLException e) {
            throw named(e, server);
        }
    }

    /** The JVM does not look at the dates of a certificate that is an authority itself. */
    private static void checkToday(SSLSocket socket) throws IOException, GeneralSecurityException {
        if (socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
            certificate.checkValidity();
        }
    }

    private static ImapProblem expired(ServerAddress server, Exception cause) {
        return new ImapProblem(Kind.CERTIFICATE_EXPIRED, "the certificate of " + server + " is not valid today", cause);
    }

    private static SSLContext context(Optional<Path> authority) throws GeneralSecurityException, IOException {
        if (authority.isEmpty()) {
            return SSLContext.getDefault();
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority.get())) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static ImapProblem named(SSLException e, ServerAddress server) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return expired(server, e);
            }
        }
        String text = String.valueOf(e.getMessage());
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            return new ImapProblem(Kind.HOST_MISMATCH, "the certificate of " + server + " is for another host", e);
        }
        if (text.contains("PKIX") || text.contains("trustAnchors")) {
            return new ImapProblem(
                    Kind.CERTIFICATE_UNTRUSTED, "no trusted authority signed the certificate of " + server, e);
        }
        return new ImapProblem(Kind.TLS_FAILED, "TLS with " + server + " failed: " + text, e);
    }
}
