package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code server stop} while a relay, a webhook and an IMAP server owe answers. */
@Tag("alone")
class StopIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(25);

    private final CountDownLatch webhookAnswers = new CountDownLatch(1);
    private final AtomicInteger webhookCalls = new AtomicInteger();

    @Test
    void theProcessIsGoneSoonAndWhatWasUnderWayIsKnown() throws Exception {
        HttpServer webhook = silentWebhook();
        try (PrivateDovecot dovecot = PrivateDovecot.start();
                MuteRelay relay = new MuteRelay();
                RunningMailroom mailroom = RunningMailroom.unpacked("stop")) {
            configure(mailroom, dovecot, relay, webhook);
            relay.mute(true);
            mailroom.start();
            dovecot.append("all", "INBOX", "Subject: hook\r\n\r\nx\r\n".getBytes());
            String id = mailroom.post(
                            "/notifications", "{\"to\": [\"a@example.com\"], \"subject\": \"s\", \"text\": \"t\"}")
                    .getString("id");
            Awaitility.await("the relay and the webhook owe an answer")
                    .atMost(SOON)
                    .until(() -> relay.taken().size() == 1 && webhookCalls.get() == 1);

            Instant begun = Instant.now();
            mailroom.stop();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(GONE_WITHIN);
            assertThat(mailroom.logged()).doesNotContain("so it ends now");

            relay.mute(false);
            webhookAnswers.countDown();
            mailroom.start();
            assertThat(mailroom.get("/notifications/" + id).toString()).contains("\"uncertain\"");
            Awaitility.await("the webhook is called again").atMost(SOON).until(() -> webhookCalls.get() >= 2);
        } finally {
            webhookAnswers.countDown();
            webhook.stop(0);
        }
    }

    /** By itself the server waits three quarters of a minute for what was asked of it. */
    /** By itself the server waits three quarters of a minute for what was asked of it. */
    @Test
    void requestsWhoseBodiesNeverComeDoNotHoldItUp() throws Exception {
        try (RunningMailroom mailroom =
                        RunningMailroom.unpacked("stop-with-requests").start();
                Socket plain = connected(mailroom.address());
                Socket overTls = ServerTls.connected(mailroom)) {
            for (Socket client : List.of(plain, overTls)) {
                owesItsBody(mailroom, client);
            }

            Instant begun = Instant.now();
            mailroom.stop();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(GONE_WITHIN);
        }
    }

    private static void owesItsBody(RunningMailroom mailroom, Socket client) throws IOException {
        client.setSoTimeout((int) SOON.toMillis());
        client.getOutputStream()
                .write("""
                POST /mailroom/api/notifications HTTP/1.1\r
                Host: localhost\r
                Authorization: %s\r
                Content-Type: application/json\r
                Content-Length: 1000\r
                Expect: 100-continue\r
                \r
                """.formatted(Rest.login("admin", mailroom.password())).getBytes());
        client.getOutputStream().flush();
        assertThat(new String(client.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 100");
    }

    private static Socket connected(URI address) throws IOException {
        return new Socket(address.getHost(), address.getPort());
    }

    private HttpServer silentWebhook() throws IOException {
        HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.setExecutor(Executors.newCachedThreadPool());
        webhook.createContext("/", request -> {
            webhookCalls.incrementAndGet();
            try {
                webhookAnswers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        webhook.start();
        return webhook;
    }

    private static void configure(RunningMailroom mailroom, PrivateDovecot dovecot, MuteRelay relay, HttpServer webhook)
            throws IOException {
        mailroom.with("MAIL_PASSWORD", PrivateDovecot.PASSWORD)
                .with("MAILROOM_DELIVERY_LEASE", "PT10S")
                .with("MAILROOM_SUBMISSION_FIRST_PAUSE", "PT5M")
                .rules("all.sieve", "pipe \"hook\";\n")
                .settings("""
                        mailboxes:
                          - name: all
                            server: imap://127.0.0.1:%d
                            user: all
                            password: ${MAIL_PASSWORD}
                            rules: all.sieve
                        destinations:
                          hook: { uri: "http://127.0.0.1:%d/" }
                        relays:
                          default:
                            server: smtp://127.0.0.1:%d
                            from: "Mailroom <mailroom@example.org>"
                        """.formatted(dovecot.port(), webhook.getAddress().getPort(), relay.port()));
    }
}
