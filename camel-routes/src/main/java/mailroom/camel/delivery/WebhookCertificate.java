package mailroom.camel.delivery;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/**
 * What a trusted certificate must be besides: for the webhook's host (RFC 9525), and valid today, which the JVM does not
 * look at where the certificate is an authority itself.
 */
final class WebhookCertificate implements HostnameVerifier {

    private final HostnameVerifier ofHost = new DefaultHostnameVerifier();

    @Override
    public boolean verify(String host, SSLSession session) {
        return ofHost.verify(host, session) && isValidToday(session);
    }

    private static boolean isValidToday(SSLSession session) {
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                certificate.checkValidity();
                return true;
            }
            return false;
        } catch (SSLPeerUnverifiedException | CertificateException notToday) {
            return false;
        }
    }
}
