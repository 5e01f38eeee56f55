package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import mailroom.ServerCertificate;
import mailroom.mail.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** F21, S24: a webhook gets a mail only if its certificate is for its host, valid today and trusted by the JVM. */
@Timeout(60)
class WebhookTlsTest extends DeliveryFixture {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "changeit";
    private static final Outcome REFUSED = new Outcome.TryAgain("TLS failed: certificate or protocol not accepted");

    @TempDir
    private static Path certificates;

    private static ServerCertificate valid;
    private static ServerCertificate expired;
    private static ServerCertificate ofAnotherHost;

    @BeforeAll
    static void make() throws IOException {
        valid = ServerCertificate.valid(certificates);
        expired = ServerCertificate.expired(certificates);
        ofAnotherHost = ServerCertificate.ofAnotherHost(certificates);
    }

    @AfterEach
    void trustTheUsualOnes() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    private static void trust(ServerCertificate certificate) throws Exception {
        Path file = Files.createTempFile(certificates, "trusted", ".p12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate.certificate());
                OutputStream out = Files.newOutputStream(file)) {
            trusted.setCertificateEntry(
                    "own", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
    }

    private Outcome carryTo(Webhook webhook) {
        return carry("https://127.0.0.1:" + webhook.port() + "/in");
    }

    @Test
    void s24PostsWhereTheCertificateIsForTheHost() throws Exception {
        trust(valid);
        try (Webhook webhook = Webhook.showing(valid.context())) {
            assertThat(carryTo(webhook)).isInstanceOf(Outcome.Done.class);
            assertThat(webhook.calls).hasSize(1);
        }
    }

    @Test
    void s24PostsNothingWhereTheCertificateIsForAnotherHost() throws Exception {
        trust(ofAnotherHost);
        try (Webhook webhook = Webhook.showing(ofAnotherHost.context())) {
            assertThat(carryTo(webhook)).isEqualTo(REFUSED);
            assertThat(webhook.calls).isEmpty();
        }
    }

    @Test
    void s24TheNameInTheAddressCountsAndNotWhereItLeads() throws Exception {
        trust(valid);
        try (Webhook webhook = Webhook.showing(valid.context())) {
            assertThat(carry(webhook.uri("/in"))).isEqualTo(REFUSED);
            assertThat(webhook.calls).isEmpty();
        }
    }

    @Test
    void f21PostsNothingWhereNobodyTrustedSigned() {
        try (Webhook webhook = Webhook.showing(valid.context())) {
            assertThat(carryTo(webhook)).isEqualTo(REFUSED);
            assertThat(webhook.calls).isEmpty();
        }
    }

    @Test
    void f21PostsNothingWhereTheCertificateHasExpired() throws Exception {
        trust(expired);
        try (Webhook webhook = Webhook.showing(expired.context())) {
            assertThat(carryTo(webhook)).isEqualTo(REFUSED);
            assertThat(webhook.calls).isEmpty();
        }
    }
}
