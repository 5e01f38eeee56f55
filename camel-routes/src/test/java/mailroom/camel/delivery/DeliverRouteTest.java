package mailroom.camel.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mailroom.EmbeddedDerby;
import mailroom.archive.Archive;
import mailroom.camel.CamelReady;
import mailroom.camel.MailroomContext;
import mailroom.camel.mailbox.FolderFiler;
import mailroom.intake.FolderKey;
import mailroom.mail.Incidents;
import mailroom.mail.MailId;
import mailroom.mail.Meters;
import mailroom.mail.Outcome;
import mailroom.mail.Queues;
import mailroom.routing.Deliveries;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryAction;
import mailroom.routing.DeliveryRequest;
import mailroom.routing.DeliveryState;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DestinationSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.Home;
import mailroom.settings.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliverRouteTest {

    /** Names that steer Camel components, JMS, HTTP or SMTP where they get in as headers (CVE-2025-27636 and its kin). */
    private static final List<String> BAD_NAMES = List.of(
            "CamelBeanMethodName",
            "cAmElFileName",
            "CAMELHTTPURI",
            "CamelHttpUri",
            "CamelHttpMethod",
            "CamelHttpPath",
            "CamelHttpQuery",
            "CamelRestHttpUri",
            "CamelExecCommandExecutable",
            "CamelSqlQuery",
            "CamelJmsDestinationName",
            "CamelToDynamicEndpoint",
            "org.apache.camel.File",
            "operationName",
            "breadcrumbId",
            "JMSReplyTo",
            "JMSDestination",
            "JMSExpiration",
            "JMSXGroupID",
            "JMS_IBM_Character_Set",
            "To",
            "Cc",
            "Bcc",
            "From",
            "Reply-To",
            "Authorization",
            "Cookie",
            "X-Api-Key",
            "X-Forwarded-For",
            "Host",
            "Transfer-Encoding",
            "fileName",
            "mail.smtp.host",
            "mail.imap.host",
            "mail.debug",
            "Mailroom-Id",
            "Idempotency-Key",
            "mailroomId");

    private static final WebhookLimits SHORT =
            new WebhookLimits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(1200));
    private static final MailId ID = new MailId("ab".repeat(32));

    private static final EmbeddedDerby DERBY = new EmbeddedDerby();
    private final CapturedMessages jms = new CapturedMessages();
    private final List<String> filed = new ArrayList<>();
    private final CamelContext context = MailroomContext.create(new SimpleRegistry(), new DefaultThreadPoolFactory());
    private final byte[] bytes = hostileMail();

    @TempDir
    Path folder;

    private Courier courier;
    private Deliveries deliveries;
    private String uri = "";

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new DeliverRoute(jms.connections(), SHORT));
        context.start();
        storeMail();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @AfterAll
    static void close() {
        DERBY.close();
    }

    @Test
    void postsTheExactBytesWithOnlyItsOwnHeaders() {
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/inbound?team=a%20b&sig=x%2B%2F%3D"))).isInstanceOf(Outcome.Done.class);
            Webhook.Call call = webhook.calls.get(0);
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo("/inbound?team=a%20b&sig=x%2B%2F%3D");
            assertThat(call.body()).isEqualTo(bytes);
            assertThat(call.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .containsExactlyInAnyOrder(
                            "mailroom-id",
                            "mailroom-mailbox",
                            "idempotency-key",
                            "content-type",
                            "content-length",
                            "host",
                            "connection",
                            "user-agent");
            assertThat(call.headers().getFirst("Mailroom-Id")).isEqualTo(ID.hex());
            assertThat(call.headers().getFirst("Content-Type")).isEqualTo("message/rfc822");
            assertThat(call.headers().getFirst("Idempotency-Key")).isEqualTo(ID + "-sales-target");
        }
    }

    @Test
    void stripsEveryHeaderThatComesAlong() {
        try (Webhook webhook = Webhook.answering(200)) {
            for (String target : List.of(webhook.uri("/in"), "jms:queue:orders", "file:" + folder)) {
                Exchange sent = send(mail(), Destination.of(target));
                assertThat(sent.getException()).isNull();
            }
            assertThat(webhook.calls).hasSize(1);
            assertThat(webhook.calls.get(0).path()).isEqualTo("/in");
            assertThat(webhook.calls.get(0).headers().values().toString()).doesNotContain("evil");
            assertThat(jms.sent.get(0).properties()).containsOnlyKeys("mailroomId", "mailroomMailbox", "messageId");
            assertThat(jms.sent.get(0).properties().values().toString()).doesNotContain("evil");
            assertThat(folder.toFile().list()).containsExactly(ID + ".eml");
        }
    }

    @Test
    void deliversToAQueueWithThreeProperties() {
        assertThat(carry("jms:queue:orders")).isInstanceOf(Outcome.Done.class);
        CapturedMessages.Sent sent = jms.sent.get(0);
        assertThat(sent.bytes()).isEqualTo(bytes);
        assertThat(sent.properties())
                .isEqualTo(Map.of(
                        "mailroomId", ID.hex(), "mailroomMailbox", "sales", "messageId", "<evil-id@example.com>"));
    }

    @Test
    void namesTheQueueThatIsMissing() {
        assertThat(carry("jms:queue:other"))
                .isEqualTo(new Outcome.TryAgain("the server has no queue or topic of that name"));
    }

    @Test
    void refusesAMailTooBigForAMessage() {
        DERBY.database()
                .jdbi()
                .useHandle(handle -> handle.execute("update mail set size = " + (QueueDestination.BYTES_MAX + 1L)));
        assertThat(carry("jms:queue:orders")).isInstanceOf(Outcome.GiveUp.class);
        assertThat(jms.sent).isEmpty();
    }

    @Test
    void writesOneFileHoweverOftenItIsRepeated() throws IOException {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(carry("file:" + folder.resolve("new one"))).isInstanceOf(Outcome.Done.class);
        }
        try (var files = Files.list(folder.resolve("new one"))) {
            assertThat(files).containsExactly(folder.resolve("new one").resolve(ID + ".eml"));
        }
        assertThat(folder.resolve("new one").resolve(ID + ".eml")).hasBinaryContent(bytes);
    }

    @Test
    void triesAgainWhereTheFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(carry("file:" + file)).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void triesAgainAfter503AndIsDoneOnce() {
        try (Webhook webhook = Webhook.answering(503, 200)) {
            Delivery waiting = attempt(webhook.uri("/in"));
            assertThat(waiting.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(waiting.error()).contains("the webhook answered 503");
            makeDue();
            assertThat(attempt(webhook.uri("/in")).state()).isEqualTo(DeliveryState.DONE);
            assertThat(attempt(webhook.uri("/in")).state()).isEqualTo(DeliveryState.DONE);
            assertThat(webhook.calls).hasSize(2);
            assertThat(webhook.calls.get(0).headers().getFirst("Idempotency-Key"))
                    .isEqualTo(webhook.calls.get(1).headers().getFirst("Idempotency-Key"));
        }
    }

    @Test
    void failsAfter400UntilItIsRetried() {
        try (Webhook webhook = Webhook.answering(400, 204)) {
            Delivery failed = attempt(webhook.uri("/in"));
            assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(deliveries.retry(failed.id())).isTrue();
            assertThat(attempt(webhook.uri("/in")).state()).isEqualTo(DeliveryState.DONE);
        }
    }

    @Test
    void settlesAQueuesDeliveryWithTheMessage() {
        assertThat(attempt("jms:queue:orders").state()).isEqualTo(DeliveryState.DONE);
        assertThat(jms.sent).hasSize(1);
    }

    @Test
    void waitsWhereTheQueueIsMissing() {
        Delivery waiting = attempt("jms:queue:other");
        assertThat(waiting.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(waiting.error()).contains("the server has no queue or topic of that name");
    }

    @Test
    void givesUpOnARedirectAndDoesNotFollowIt() {
        try (Webhook target = Webhook.answering(200);
                Webhook webhook = new Webhook((request, number) -> {
                    request.getResponseHeaders().add("Location", target.uri("/inside"));
                    request.sendResponseHeaders(307, -1);
                })) {
            assertThat(carry(webhook.uri("/in"))).isInstanceOf(Outcome.GiveUp.class);
            assertThat(target.calls).isEmpty();
        }
    }

    @Test
    void stopsWaitingForAWebhookThatHangs() {
        CountDownLatch end = new CountDownLatch(1);
        try (Webhook webhook = new Webhook((request, number) -> end.await(30, TimeUnit.SECONDS))) {
            assertThat(carry(webhook.uri("/in"))).isEqualTo(new Outcome.TryAgain("the host did not answer in time"));
            end.countDown();
        }
    }

    @Test
    void stopsReadingAnAnswerThatTrickles() {
        CountDownLatch end = new CountDownLatch(1);
        try (Webhook webhook = new Webhook((request, number) -> {
            request.sendResponseHeaders(200, 1000);
            for (int sent = 0; sent < 1000 && !end.await(200, TimeUnit.MILLISECONDS); sent++) {
                request.getResponseBody().write('x');
                request.getResponseBody().flush();
            }
        })) {
            long start = System.nanoTime();
            assertThat(carry(webhook.uri("/in"))).isEqualTo(new Outcome.TryAgain("the host did not answer in time"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            end.countDown();
        }
    }

    @Test
    void readsNoMoreThanTheStartOfALongAnswer() {
        long[] written = {0};
        try (Webhook webhook = new Webhook((request, number) -> {
            request.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 20];
            for (; written[0] < 200; written[0]++) {
                request.getResponseBody().write(block);
            }
        })) {
            assertThat(carry(webhook.uri("/in"))).isInstanceOf(Outcome.Done.class);
            assertThat(written[0]).isLessThan(200);
        }
    }

    @Test
    void triesAgainWhereNobodyListens() {
        Webhook closed = Webhook.answering(200);
        closed.close();
        assertThat(carry(closed.uri("/in"))).isEqualTo(new Outcome.TryAgain("the host does not accept a connection"));
    }

    @Test
    void namesTheSchemesThatAreAllowed() {
        for (String other : List.of(
                "exec:rm",
                "sql:delete",
                "direct:deliver",
                "jms:queue:a?x=y",
                "file:relative",
                "file:/a?fileExist=Append",
                "file:/${header.x}",
                "https://user:pass@example.com/")) {
            assertThat(carry(other)).as(other).isInstanceOf(Outcome.GiveUp.class);
        }
        assertThat(((Outcome.GiveUp) carry("exec:rm")).reason()).contains("jms:queue:NAME", "file:", "https:");
    }

    @Test
    void namesTheDestinationsThatThereAre() {
        Outcome outcome = courier("file:" + folder).carry(delivery(DeliveryAction.PIPE, "unknown"));
        assertThat(outcome).isEqualTo(new Outcome.GiveUp("mailroom.yaml has no destination unknown; it has [target]"));
    }

    @Test
    void filesTheMailWhereItsMailboxSawIt() {
        DERBY.database().jdbi().useHandle(handle -> {
            handle.execute("insert into folder (id, mailbox, name, uid_validity, highest_uid, highest_modseq,"
                    + " sightings, synced_at) values (1, 'other', 'INBOX', 5, 9, 0, 1, 0),"
                    + " (2, 'sales', 'INBOX', 6, 9, 0, 1, 0)");
            handle.execute("insert into sighting (folder_id, uid, mail_id, internal_date, flags)"
                    + " values (1, 3, 1, 0, ''), (2, 4, 1, 0, '')");
        });
        assertThat(courier("").carry(delivery(DeliveryAction.FILEINTO, "Orders")))
                .isInstanceOf(Outcome.Done.class);
        assertThat(filed).containsExactly(new FolderKey("sales", "INBOX", 6) + " 4 Orders");
    }

    @Test
    void cannotFileWhatHasVanished() {
        assertThat(courier("").carry(delivery(DeliveryAction.FILEINTO, "Orders")))
                .isInstanceOf(Outcome.GiveUp.class);
    }

    private RoutedMail mail() {
        Optional<String> none = Optional.empty();
        return new RoutedMail(
                ID,
                "sales",
                "target",
                bytes.length,
                Optional.of("<x@example.com>"),
                none,
                none,
                none,
                new ByteArrayInputStream(bytes));
    }

    private Exchange send(RoutedMail mail, Destination destination) {
        return context.createProducerTemplate().request(DeliverRoute.FROM, exchange -> {
            BAD_NAMES.forEach(name -> exchange.getMessage().setHeader(name, "evil"));
            exchange.setProperty(DeliverRoute.DESTINATION, destination);
            exchange.getMessage().setBody(mail);
        });
    }

    private Outcome carry(String target) {
        return courier(target).carry(delivery(DeliveryAction.PIPE, "target"));
    }

    /** One attempt at the delivery of the mail to the target, as the row has it afterwards. */
    private Delivery attempt(String target) {
        Courier carrier = courier(target);
        if (deliveries == null) {
            deliveries = new Deliveries(
                    DERBY.database(),
                    new SilentQueues(),
                    new Incidents(DERBY.database()),
                    new SilentMeters(),
                    java.time.Clock.systemUTC());
            deliveries.accept(List.of(new DeliveryRequest(1, "sales", DeliveryAction.PIPE, "target")));
        }
        long id = deliveries.list(Optional.empty(), Long.MAX_VALUE, 1).get(0).id();
        new DeliveryAttempts(deliveries, carrier, new NoTransaction()).attempt(id);
        return deliveries.find(id).orElseThrow();
    }

    private void makeDue() {
        DERBY.database().jdbi().useHandle(handle -> handle.execute("update delivery set next_attempt_at = 0"));
    }

    private Courier courier(String target) {
        Settings settings = new Settings(
                List.of(),
                Map.of("target", new DestinationSettings("target", target)),
                Map.of(),
                DigestSettings.OFF,
                Settings.KEEP_EXECUTIONS);
        Courier made = new Courier(
                new CurrentSettings(settings),
                new RoutedMails(DERBY.database(), new Archive(new Home(folder), DERBY.database()) {
                    @Override
                    public Optional<InputStream> open(MailId id) {
                        return Optional.of(new ByteArrayInputStream(bytes));
                    }
                }),
                new Sightings(DERBY.database()),
                new FolderFiler(null, null) {
                    @Override
                    public Outcome file(FolderKey from, long uid, String folder) {
                        filed.add(from + " " + uid + " " + folder);
                        return new Outcome.Done("copied");
                    }
                });
        made.begin(new CamelReady(context));
        return made;
    }

    private static Delivery delivery(DeliveryAction action, String destination) {
        return new Delivery(
                7,
                1,
                ID,
                "sales",
                action,
                destination,
                DeliveryState.WAITING,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
    }

    private static byte[] hostileMail() {
        StringBuilder mail = new StringBuilder();
        BAD_NAMES.forEach(name -> mail.append(name).append(": evil\r\n"));
        return mail.append("Message-ID: <evil-id@example.com>\r\n\r\nbody\r\n")
                .toString()
                .getBytes(ISO_8859_1);
    }

    private void storeMail() {
        DERBY.database().jdbi().useHandle(handle -> {
            List.of("delivery", "sighting", "folder", "metadata", "mail")
                    .forEach(table -> handle.execute("delete from " + table));
            handle.createUpdate("insert into mail (id, sha256, size, segment, segment_offset, received_at, mailbox)"
                            + " values (1, :sha256, :size, 1, 0, 0, 'sales')")
                    .bind("sha256", ID.sha256())
                    .bind("size", bytes.length)
                    .execute();
            handle.execute("insert into metadata (mail_id, message_id, subject, parts)"
                    + " values (1, '<evil-id@example.com>', 'evil', 1)");
        });
    }

    private static final class NoTransaction extends OneTransaction {
        @Override
        Outcome around(Supplier<Outcome> work) {
            return work.get();
        }
    }

    private static final class SilentQueues extends Queues {
        @Override
        public void deliveryReady(long deliveryId) {}
    }

    private static final class SilentMeters extends Meters {
        SilentMeters() {
            super(null);
        }

        @Override
        public void delivery(String destination, String outcome) {}
    }
}
