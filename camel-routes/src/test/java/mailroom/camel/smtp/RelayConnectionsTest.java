package mailroom.camel.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RelayConnectionsTest {

    private static final String PLAIN_EHLO = "250-relay\r\n250 8BITMIME";
    private static final SmtpTimeouts SHORT = new SmtpTimeouts(
            Duration.ofSeconds(2), Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofSeconds(5));

    private final RelayConnections relays =
            new RelayConnections(RelayConnectionsTest::daemon, SHORT, HostAddresses.SYSTEM);
    private ScriptedRelay relay;

    @BeforeEach
    void start() throws IOException {
        relay = new ScriptedRelay();
    }

    @AfterEach
    void stop() throws IOException {
        relays.close();
        relay.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsEachRecipientsOutcomeApart(boolean pipelining) {
        if (!pipelining) {
            relay.answers("EHLO", PLAIN_EHLO);
        }
        relay.answers("RCPT TO:<no@", "550 5.1.1 unknown").answers("RCPT TO:<later@", "451 4.7.1 greylisted");
        var outcomes = send("yes@example.com", "no@example.com", "later@example.com");
        assertThat(outcomes.get("yes@example.com"))
                .isEqualTo(new SmtpOutcome(new Outcome.Done("reply 250 2.0.0"), 250, "2.0.0", "250 2.0.0 queued as 1"));
        assertThat(outcomes.get("no@example.com").outcome()).isEqualTo(new Outcome.GiveUp("reply 550 5.1.1"));
        assertThat(outcomes.get("later@example.com").outcome()).isEqualTo(new Outcome.TryAgain("reply 451 4.7.1"));
        assertThat(relay.mails).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA"})
    void defersWhenTheConnectionIsLostBeforeTheFinalDot(String moment) {
        relay.answers(moment, ScriptedRelay.CUT);
        assertThat(only(send("a@example.com")).outcome()).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void isUncertainWhenTheConnectionIsLostAfterTheFinalDot() {
        relay.answers("dot", ScriptedRelay.CUT);
        assertThat(only(send("a@example.com")).outcome()).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void defersOnServiceClosingInMidSession() {
        relay.answers("RCPT", "421 4.3.2 shutting down");
        assertThat(only(send("a@example.com")).outcome()).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void failsOnRefusalAfterTheFinalDot() {
        relay.answers("dot", "552 5.3.4 too big");
        assertThat(only(send("a@example.com")).outcome()).isEqualTo(new Outcome.GiveUp("reply 552 5.3.4"));
    }

    @Test
    void s25EndsAGiantReply() {
        relay.answers("MAIL", "250 " + "x".repeat(2_000_000));
        assertThat(only(send("a@example.com")).reply()).contains("more than 4096 bytes");
    }

    @Test
    void s25EndsAReplyThatNeverEnds() {
        relay.answers("MAIL", "250-again\r\n".repeat(1000) + "250 end");
        assertThat(only(send("a@example.com")).reply()).contains("more than 100 lines");
    }

    @Test
    void endsASilentRelay() {
        relay.answers("MAIL", "");
        assertThat(only(send("a@example.com")).outcome()).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void s22NeitherLogsInNorSendsWhereStartTlsIsStripped() {
        var login = Optional.of(new RelaySettings.Login("mailroom", new Secret("hunter2")));
        var outcome = only(relays.send(settings(Tls.STARTTLS, login), envelope("a@example.com"), mail("x")));
        assertThat(outcome.reply()).contains("does not offer STARTTLS");
        assertThat(relay.commands).allMatch(command -> command.startsWith("EHLO"));
    }

    @Test
    void s23AbortsOnBytesInjectedBeforeTls() {
        relay.answers("EHLO", "250-relay\r\n250 STARTTLS").answers("STARTTLS", "220 go\r\n250 injected");
        var outcome = only(relays.send(settings(Tls.STARTTLS, Optional.empty()), envelope("a@example.com"), mail("x")));
        assertThat(outcome.outcome()).isInstanceOf(Outcome.TryAgain.class);
        assertThat(relay.mails).isEmpty();
    }

    @Test
    void keepsTheConnectionForTheNextMail() {
        send("a@example.com");
        send("b@example.com");
        assertThat(relay.commands.stream().filter(command -> command.startsWith("EHLO")))
                .hasSize(1);
        assertThat(relay.mails).hasSize(2);
    }

    @Test
    void opensAFreshConnectionWhereTheKeptOneIsGone() throws IOException {
        send("a@example.com");
        relay.cutAll();
        assertThat(only(send("b@example.com")).outcome()).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n.\nMAIL FROM:<x>", "a\r.\rb", "a\n.\r\nb", "a\r\n.\nb", "a\r\n.\r\nb", ".", ".."})
    void noContentEndsItself(String content) {
        relays.send(settings(Tls.NONE, Optional.empty()), envelope("a@example.com"), mail(content));
        String lines = content.replaceAll("\r\n|\r|\n", "\n").replaceAll("(?m)^\\.", "..");
        assertThat(relay.mails).containsExactly(lines + "\n");
    }

    @Test
    void sendsNullReturnPath() {
        var envelope = new Envelope(ReturnPath.NULL, List.of("a@example.com"));
        relays.send(settings(Tls.NONE, Optional.empty()), envelope, mail("x"));
        assertThat(relay.commands).anyMatch(command -> command.startsWith("MAIL FROM:<> SIZE=1"));
    }

    @Test
    void refusesWhatIsLargerThanTheRelayTakes() {
        relay.answers("EHLO", "250-relay\r\n250 SIZE 3");
        assertThat(only(send("a@example.com")).outcome()).isInstanceOf(Outcome.GiveUp.class);
    }

    @Test
    void saysWhichRelayRefusesConnections() throws IOException {
        relay.close();
        assertThat(only(send("a@example.com")).reply()).contains("no connection to 127.0.0.1:");
    }

    @Test
    void f22ALookupThatHangsDefersInTimeAndHoldsNoOtherRelayUp() {
        CountDownLatch answer = new CountDownLatch(1);
        RelayConnections named = new RelayConnections(
                RelayConnectionsTest::daemon, SHORT, new HostAddresses(host -> resolve(host, answer)));
        try {
            long begun = System.nanoTime();
            var outcome = only(named.send(at("slow.example.com"), envelope("a@example.com"), mail("x")));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(SHORT.connect().multipliedBy(5));
            assertThat(outcome.outcome()).isInstanceOf(Outcome.TryAgain.class);
            assertThat(outcome.reply()).contains("no name server has told the address of slow.example.com");
            assertThat(only(named.send(at("fast.example.com"), envelope("a@example.com"), mail("x")))
                            .outcome())
                    .isInstanceOf(Outcome.Done.class);
        } finally {
            answer.countDown();
            named.close();
        }
    }

    @Test
    void f22DefersWhereTheHostIsUnknown() {
        HostAddresses none = new HostAddresses(host -> {
            throw new UnknownHostException(host);
        });
        RelayConnections named = new RelayConnections(RelayConnectionsTest::daemon, SHORT, none);
        var outcome = only(named.send(at("gone.example.com"), envelope("a@example.com"), mail("x")));
        named.close();
        assertThat(outcome.outcome()).isInstanceOf(Outcome.TryAgain.class);
        assertThat(outcome.reply()).contains("the relay's host gone.example.com is unknown");
    }

    @Test
    void triesTheNextAddressOfARelayWhereOneTakesNoConnections() {
        HostAddresses two = new HostAddresses(host ->
                new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 9, 9, 9}), InetAddress.getLoopbackAddress()
                });
        RelayConnections named = new RelayConnections(RelayConnectionsTest::daemon, SHORT, two);
        var outcome = only(named.send(at("two.example.com"), envelope("a@example.com"), mail("x")));
        named.close();
        assertThat(outcome.outcome()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void s22ClearTextGoesToLoopbackOnlyWhateverTheNameServerSays() {
        HostAddresses elsewhere = new HostAddresses(
                host -> new InetAddress[] {InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1})});
        RelayConnections named = new RelayConnections(RelayConnectionsTest::daemon, SHORT, elsewhere);
        var outcome = only(named.send(at("localhost"), envelope("a@example.com"), mail("x")));
        named.close();
        assertThat(outcome.reply()).contains("without TLS a relay is on loopback only");
    }

    @Test
    void sendsAnEightBitMailByARelayThatTakesIt() throws IOException {
        relay.answers("EHLO", "250-relay\r\n250 PIPELINING");
        try (ScriptedRelay able = new ScriptedRelay()) {
            ServerAddress server = new ServerAddress("127.0.0.1", able.port(), Tls.NONE, Optional.empty());
            RelaySettings other = new RelaySettings("other", server, Optional.empty(), "m@example.com", 2, 0);
            var outcome = only(relays.send(
                    List.of(settings(Tls.NONE, Optional.empty()), other), envelope("a@example.com"), mail("ü")));
            assertThat(outcome.outcome()).isInstanceOf(Outcome.Done.class);
            assertThat(able.mails).hasSize(1);
            assertThat(relay.mails).isEmpty();
        }
    }

    @Test
    void saysWhyNoRelayTakesAMailAndWhatToDo() {
        relay.answers("EHLO", "250-relay\r\n250-PIPELINING\r\n250 SIZE 100");
        var eightBit = only(relays.send(settings(Tls.NONE, Optional.empty()), envelope("a@example.com"), mail("ü")));
        assertThat(eightBit.outcome()).isInstanceOf(Outcome.GiveUp.class);
        assertThat(eightBit.reply())
                .contains(
                        "relay default does not offer 8BITMIME (RFC 6152)",
                        "name a relay in mailroom.yaml that takes it");
        var large = only(
                relays.send(settings(Tls.NONE, Optional.empty()), envelope("a@example.com"), mail("x\r\n".repeat(50))));
        assertThat(large.reply()).contains("takes at most 100 bytes");
        var longLine = only(
                relays.send(settings(Tls.NONE, Optional.empty()), envelope("a@example.com"), mail("x".repeat(999))));
        assertThat(longLine.outcome()).isInstanceOf(Outcome.GiveUp.class);
        assertThat(longLine.reply()).contains("a line of 999 bytes", "998");
        assertThat(relay.mails).isEmpty();
    }

    private static InetAddress[] resolve(String host, CountDownLatch answer) throws UnknownHostException {
        try {
            if (host.equals("slow.example.com") && !answer.await(30, TimeUnit.SECONDS)) {
                throw new UnknownHostException(host);
            }
        } catch (InterruptedException e) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private RelaySettings at(String host) {
        ServerAddress server = new ServerAddress(host, relay.port(), Tls.NONE, Optional.empty());
        return new RelaySettings("default", server, Optional.empty(), "Mailroom <mailroom@example.com>", 2, 0);
    }

    private Map<String, SmtpOutcome> send(String... recipients) {
        return relays.send(settings(Tls.NONE, Optional.empty()), envelope(recipients), mail("Subject: x\r\n\r\nbody"));
    }

    private static SmtpOutcome only(Map<String, SmtpOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.values().iterator().next();
    }

    private static Envelope envelope(String... recipients) {
        return new Envelope(new ReturnPath("from@example.com"), List.of(recipients));
    }

    private RelaySettings settings(Tls tls, Optional<RelaySettings.Login> login) {
        ServerAddress server = new ServerAddress("127.0.0.1", relay.port(), tls, Optional.empty());
        return new RelaySettings("default", server, login, "Mailroom <mailroom@example.com>", 2, 0);
    }

    private static OutgoingMail mail(String content) {
        return new TextMail(content);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
    }
}
