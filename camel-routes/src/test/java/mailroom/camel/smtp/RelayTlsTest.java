package mailroom.camel.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mailroom.ServerCertificate;
import mailroom.camel.host.HostAddresses;
import mailroom.mail.Outcome;
import mailroom.outbound.Envelope;
import mailroom.outbound.ReturnPath;
import mailroom.outbound.SmtpOutcome;
import mailroom.settings.RelaySettings;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;
import mailroom.settings.ServerAddress.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F21, S24: a relay gets a login and mails only if its certificate is for its host, valid today and trusted. */
@Timeout(60)
class RelayTlsTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final HostAddresses ALL_ON_LOOPBACK =
            new HostAddresses(host -> new InetAddress[] {InetAddress.getByName(LOOPBACK)});

    @TempDir
    private static Path folder;

    private static ServerCertificate valid;
    private static ServerCertificate expired;
    private static ServerCertificate ofAnotherHost;

    private final RelayConnections relays =
            new RelayConnections(RelayTlsTest::daemon, SmtpTimeouts.DEFAULT, ALL_ON_LOOPBACK);
    private ScriptedRelay relay;

    @BeforeAll
    static void make() throws IOException {
        valid = ServerCertificate.valid(folder);
        expired = ServerCertificate.expired(folder);
        ofAnotherHost = ServerCertificate.ofAnotherHost(folder);
    }

    @BeforeEach
    void start() throws IOException {
        relay = new ScriptedRelay().answers("AUTH", "235 in");
    }

    @AfterEach
    void stop() throws IOException {
        relays.close();
        relay.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void s24SendsWhereTheCertificateIsForTheHost(Tls tls) {
        relay.isInside(tls, valid.context());
        assertThat(send(LOOPBACK, tls, trusted(valid)).outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(relay.mails).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void s24NeitherLogsInNorSendsWhereTheCertificateIsForAnotherHost(Tls tls) {
        relay.isInside(tls, ofAnotherHost.context());
        refused(send(LOOPBACK, tls, trusted(ofAnotherHost)), "is for another host");
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void s24TheNameInTheSettingsCountsAndNotTheAddressThatItHas(Tls tls) {
        relay.isInside(tls, valid.context());
        refused(send("relay.example.com", tls, trusted(valid)), "is for another host");
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void f21NeitherLogsInNorSendsWhereNobodyTrustedSigned(Tls tls) {
        relay.isInside(tls, valid.context());
        refused(send(LOOPBACK, tls, Optional.empty()), "no trusted authority signed");
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void f21NeitherLogsInNorSendsWhereTheCertificateHasExpired(Tls tls) {
        relay.isInside(tls, expired.context());
        refused(send(LOOPBACK, tls, trusted(expired)), "is not valid today");
    }

    private void refused(SmtpOutcome outcome, String why) {
        assertThat(outcome.outcome()).isInstanceOf(Outcome.TryAgain.class);
        assertThat(outcome.reply()).contains(why);
        assertThat(relay.commands).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        assertThat(relay.mails).isEmpty();
    }

    private static Optional<Path> trusted(ServerCertificate certificate) {
        return Optional.of(certificate.certificate());
    }

    private SmtpOutcome send(String host, Tls tls, Optional<Path> authority) {
        ServerAddress server = new ServerAddress(host, relay.port(), tls, authority);
        var login = Optional.of(new RelaySettings.Login("mailroom", new Secret("hunter2")));
        RelaySettings settings = new RelaySettings("default", server, login, "mailroom@example.com", 2, 0);
        Envelope envelope = new Envelope(new ReturnPath("from@example.com"), List.of("a@example.com"));
        return relays.send(settings, envelope, new SmallMail()).get("a@example.com");
    }

    private static final class SmallMail implements OutgoingMail {

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[] {'x'});
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public long longestLine() {
            return 1;
        }

        @Override
        public boolean isEightBit() {
            return false;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
    }
}
