package mailroom.camel.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import mailroom.EmbeddedDerby;
import mailroom.RememberedMeters;
import mailroom.RememberedQueues;
import mailroom.archive.Archive;
import mailroom.camel.CamelReady;
import mailroom.camel.MailroomContext;
import mailroom.camel.host.HostAddresses;
import mailroom.camel.mailbox.filing.FolderFiler;
import mailroom.camel.payload.Payload;
import mailroom.folder.FolderKey;
import mailroom.home.Home;
import mailroom.incident.Incidents;
import mailroom.life.DatabaseWait;
import mailroom.life.ServerStop;
import mailroom.mail.MailId;
import mailroom.mail.Outcome;
import mailroom.routing.Deliveries;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryAction;
import mailroom.routing.DeliveryClaims;
import mailroom.routing.DeliveryRequest;
import mailroom.routing.DeliveryState;
import mailroom.settings.CurrentSettings;
import mailroom.settings.DestinationSettings;
import mailroom.settings.DigestSettings;
import mailroom.settings.Settings;
import mailroom.spool.SpoolFolder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The route deliver with one hostile mail in a database, its queues and folders captured. */
abstract class DeliveryFixture {

    /** Names that steer Camel components, JMS, HTTP or SMTP where they get in as headers (CVE-2025-27636 and its kin). */
    static final List<String> BAD_NAMES = List.of(
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
    static final MailId ID = new MailId("ab".repeat(32));

    static final EmbeddedDerby DERBY = new EmbeddedDerby();
    final CapturedMessages jms = new CapturedMessages();
    final List<String> filed = new ArrayList<>();
    final CamelContext context = MailroomContext.create(new SimpleRegistry(), new DefaultThreadPoolFactory());
    byte[] bytes = hostileMail();

    @TempDir
    Path folder;

    Deliveries deliveries;

    /** Whose name servers do not answer. */
    static final String NAMELESS = "nameless.example.com";

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.equals(NAMELESS)) {
            LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
        }
        return InetAddress.getAllByName(host);
    }

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new DeliverRoute(jms.connections(), SHORT, new HostAddresses(DeliveryFixture::resolve)));
        context.start();
        storeMail();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    RoutedMail mail() {
        return new RoutedMail(
                ID,
                "sales",
                "target",
                Optional.of("<x@example.com>"),
                Payload.raw(ID.hex(), bytes.length, () -> new ByteArrayInputStream(bytes)),
                new ByteArrayInputStream(bytes));
    }

    Exchange send(RoutedMail mail, Destination destination) {
        return context.createProducerTemplate().request(DeliverRoute.FROM, exchange -> {
            BAD_NAMES.forEach(name -> exchange.getMessage().setHeader(name, "evil"));
            exchange.setProperty(DeliverRoute.DESTINATION, destination);
            exchange.getMessage().setBody(mail);
        });
    }

    Outcome carry(String target) {
        return courier(target).carry(held(DeliveryAction.PIPE, "target"));
    }

    /** One attempt at the delivery of the mail to the target, as the row has it afterwards. */
    Delivery attempt(String target) {
        return attempt(courier(target), Clock.systemUTC());
    }

    Delivery attempt(Courier carrier, Clock clock) {
        if (deliveries == null) {
            deliveries = new Deliveries(DERBY.database(), new RememberedQueues());
            deliveries.accept(List.of(new DeliveryRequest(1, "sales", DeliveryAction.PIPE, "target")));
        }
        long id = deliveries.list(Optional.empty(), Long.MAX_VALUE, 1).get(0).id();
        DeliveryClaims claims = new DeliveryClaims(
                DERBY.database(),
                new RememberedQueues(),
                new Incidents(DERBY.database()),
                new RememberedMeters(),
                clock);
        ServerStop stop = new ServerStop();
        DatabaseWait database = new DatabaseWait(DERBY.database(), stop);
        new DeliveryAttempts(deliveries, claims, carrier, new NoTransaction(), database, stop).attempt(id);
        return deliveries.find(id).orElseThrow();
    }

    void makeDue() {
        DERBY.database().jdbi().useHandle(handle -> handle.execute("update delivery set next_attempt_at = 0"));
    }

    Courier courier(String target) {
        return courier(new DestinationSettings("target", target));
    }

    Courier courier(DestinationSettings target) {
        Settings settings = new Settings(
                List.of(), Map.of("target", target), Map.of(), DigestSettings.OFF, Settings.KEEP_EXECUTIONS);
        Courier made = new Courier(
                new CurrentSettings(settings),
                new RoutedMails(
                        DERBY.database(),
                        new Archive(new Home(folder), DERBY.database()) {
                            @Override
                            public Optional<InputStream> open(MailId id) {
                                return Optional.of(new ByteArrayInputStream(bytes));
                            }
                        },
                        new SpoolFolder(folder.resolve("spool"))),
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

    static HeldDelivery held(DeliveryAction action, String destination) {
        return new HeldDelivery(delivery(action, destination), delivery -> delivery);
    }

    static Delivery delivery(DeliveryAction action, String destination) {
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

    static byte[] hostileMail() {
        StringBuilder mail = new StringBuilder();
        BAD_NAMES.forEach(name -> mail.append(name).append(": evil\r\n"));
        return mail.append("Message-ID: <evil-id@example.com>\r\n\r\nbody\r\n")
                .toString()
                .getBytes(ISO_8859_1);
    }

    void storeMail() {
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

    static final class NoTransaction extends OneTransaction {
        @Override
        Outcome around(Supplier<Outcome> work) {
            return work.get();
        }
    }
}
