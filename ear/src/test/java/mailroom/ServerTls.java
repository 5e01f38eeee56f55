package mailroom;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;

/** The certificate that a server made at its first start, as a client trusts it. */
final class ServerTls {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ANSWERS_MILLIS = 10_000;

    private ServerTls() {}

    /** Waits for the port, which opens anew once the first start's certificate is there. */
    static HttpClient client(RunningMailroom mailroom) throws IOException {
        Awaitility.await("the port for TLS")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> mailroom.tlsAnswer("/health", null, null).statusCode() == 200);
        return HttpClient.newBuilder()
                .sslContext(trusting(mailroom.configuration()))
                .build();
    }

    /** A connection with its handshake done. */
    static Socket connected(RunningMailroom mailroom) throws IOException {
        client(mailroom);
        URI address = mailroom.tlsAddress();
        SSLSocket socket = (SSLSocket) trusting(mailroom.configuration())
                .getSocketFactory()
                .createSocket(address.getHost(), address.getPort());
        socket.startHandshake();
        return socket;
    }

    /** @param server the server's configuration folder */
    static SSLContext trusting(Path server) throws IOException {
        char[] password = keyStorePassword(server).toCharArray();
        try (InputStream in = Files.newInputStream(server.resolve("resources/security/key.p12"))) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(in, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", own.getCertificate("default"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the server's certificate cannot be read", e);
        }
    }

    /** Each cipher suite that this JVM knows, and that alone is enough for the server. */
    static List<String> suitesTakenBy(Path server, URI address) throws IOException {
        SSLSocketFactory sockets = trusting(server).getSocketFactory();
        List<String> taken = new ArrayList<>();
        for (String suite : sockets.getSupportedCipherSuites()) {
            try (SSLSocket socket = (SSLSocket) sockets.createSocket(address.getHost(), address.getPort())) {
                socket.setSoTimeout(ANSWERS_MILLIS);
                socket.setEnabledCipherSuites(new String[] {suite});
                socket.startHandshake();
                taken.add(socket.getSession().getCipherSuite());
            } catch (SSLException refused) {
                // not this one
            }
        }
        return taken;
    }

    static String keyStorePassword(Path server) throws IOException {
        return Files.readString(server.resolve("configDropins/overrides/mailroom-first-start.xml"))
                .replaceAll("(?s).*keyStore id=\"\\w+\" password=\"([^\"]+)\".*", "$1");
    }
}
