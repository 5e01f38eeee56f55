package mailroom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate that a server made at its first start, as a client trusts it. */
final class ServerTls {

    private ServerTls() {}

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

    static String keyStorePassword(Path server) throws IOException {
        return Files.readString(server.resolve("configDropins/overrides/mailroom-first-start.xml"))
                .replaceAll("(?s).*keyStore id=\"\\w+\" password=\"([^\"]+)\".*", "$1");
    }
}
