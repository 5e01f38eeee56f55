package mailroom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random moments while mails are taken in, archived, routed and delivered, each followed by a start. In the
 * end an outside list of hashes says that none is lost and none doubled anywhere. {@code -Dmailroom.restart.mails},
 * {@code .kills} and {@code .seed} make it longer or repeat one run.
 */
@Tag("proof")
class RestartIT {

    private static final System.Logger LOG = System.getLogger(RestartIT.class.getName());
    private static final int MAILS = Integer.getInteger("mailroom.restart.mails", 1500);
    private static final int KILLS = Integer.getInteger("mailroom.restart.kills", 1);
    private static final long SEED = Long.getLong("mailroom.restart.seed", System.nanoTime());
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final int KILLED_LATER_MS_MAX = 400;
    /** How many deliveries the server has at once, and so may have handed over without settling at a kill. */
    private static final int UNSETTLED_MAX = 8;

    /** No server lives until the second one's work pays: starts take little more than half the time without it. */
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private static final List<String> KINDS = List.of("queue", "drop", "hook", "kept");

    @TempDir
    Path drop;

    private final Random random = new Random(SEED);
    private final List<byte[]> mails = new ArrayList<>();

    @Test
    void nothingIsLostOrDoubledOnDerby() throws Exception {
        survives(RunningMailroom.unpacked("restart-on-derby"));
    }

    @Test
    void nothingIsLostOrDoubledOnPostgresql() throws Exception {
        try (PrivatePostgresql postgresql = PrivatePostgresql.start()) {
            RunningMailroom mailroom = RunningMailroom.unpacked("restart-on-postgresql");
            postgresql.environment().forEach(mailroom::with);
            survives(mailroom);
        }
    }

    private void survives(RunningMailroom mailroom) throws Exception {
        LOG.log(System.Logger.Level.INFO, "{0} mails, {1} kills, seed {2}", MAILS, KILLS, Long.toString(SEED));
        for (int number = 0; number < MAILS; number++) {
            mails.add(mail(number));
        }
        try (PrivateDovecot dovecot = PrivateDovecot.start();
                RecordingWebhook webhook = new RecordingWebhook(200);
                mailroom) {
            Queues queues = configure(mailroom, dovecot, webhook);
            mailroom.start();
            for (int kill = 0; kill < KILLS; kill++) {
                arriveUntilKilled(mailroom, dovecot, share(kill));
                mailroom.start();
            }
            arrive(dovecot, share(KILLS));
            awaitAll(mailroom);
            assertArchivedOnce(mailroom);
            assertDeliveredOnce(mailroom, queues, webhook);
            assertNoExecutionRunsForEver(mailroom);
            tellWhatKillsLeft(mailroom);
        }
    }

    private Queues configure(RunningMailroom mailroom, PrivateDovecot dovecot, RecordingWebhook webhook)
            throws IOException {
        mailroom.with("MAIL_PASSWORD", PrivateDovecot.PASSWORD)
                .with("MAILROOM_DELIVERY_LEASE", "PT10S")
                .with("JVM_ARGS", FIRST_COMPILER_ONLY)
                .rules("all.sieve", """
                        if header :contains "subject" "queue" { pipe "queue"; }
                        if header :contains "subject" "drop" { pipe "drop"; }
                        if header :contains "subject" "hook" { pipe "hook"; }
                        """)
                .settings("""
                        mailboxes:
                          - name: all
                            server: imap://127.0.0.1:%d
                            user: all
                            password: ${MAIL_PASSWORD}
                            rules: all.sieve
                        destinations:
                          queue: { uri: "jms:queue:orders" }
                          drop: { uri: "file:%s" }
                          hook: { uri: "%s" }
                        """.formatted(dovecot.port(), drop, webhook.uri()));
        return Queues.deploy(mailroom, "orders");
    }

    private static byte[] mail(int number) {
        return ("From: a@example.org\r\nSubject: " + kind(number) + " " + number + "\r\nMessage-ID: <" + number
                        + "@example.org>\r\n\r\n" + "text ".repeat(number % 200) + "\r\n")
                .getBytes(US_ASCII);
    }

    private static String kind(int number) {
        return KINDS.get(number % KINDS.size());
    }

    private List<byte[]> share(int number) {
        int size = MAILS / (KILLS + 1);
        return mails.subList(number * size, number == KILLS ? MAILS : (number + 1) * size);
    }

    private static void arrive(PrivateDovecot dovecot, List<byte[]> share) {
        try (ImapAppender appender = new ImapAppender(dovecot.port(), "all")) {
            for (byte[] mail : share) {
                appender.append(mail);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void arriveUntilKilled(RunningMailroom mailroom, PrivateDovecot dovecot, List<byte[]> share)
            throws Exception {
        long before = mailroom.count("mails");
        long enough = before + 1 + random.nextInt(share.size() * 3 / 4);
        var arriving = CompletableFuture.runAsync(() -> arrive(dovecot, share));
        Awaitility.await("some mails are taken in")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> mailroom.count("mails") >= enough);
        JsonObject status = mailroom.get("/status");
        Thread.sleep(random.nextInt(KILLED_LATER_MS_MAX));
        mailroom.kill();
        LOG.log(System.Logger.Level.INFO, "killed soon after {0}", status);
        arriving.get();
    }

    private void awaitAll(RunningMailroom mailroom) {
        Awaitility.await("every mail is routed and delivered")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> mailroom.count("routed") == MAILS
                        && mailroom.count("deliveries", "done") == MAILS * 3L / KINDS.size());
        assertThat(mailroom.count("mails")).isEqualTo(MAILS);
        assertThat(mailroom.count("sightings")).isEqualTo(MAILS);
        assertThat(mailroom.count("deliveries", "waiting")).isZero();
        assertThat(mailroom.count("deliveries", "failed")).isZero();
        assertThat(mailroom.count("parseProblems")).isZero();
    }

    private void assertArchivedOnce(RunningMailroom mailroom) throws IOException {
        List<String> expected =
                mails.stream().map(SegmentMembers::sha256).sorted().toList();
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonObject page = mailroom.get("/mails?limit=500" + next);
            page.getJsonArray("items")
                    .forEach(mail -> listed.add(mail.asJsonObject().getString("id")));
            next = page.containsKey("next") && !page.isNull("next") ? "&cursor=" + page.getString("next") : "";
        } while (!next.isEmpty());
        assertThat(listed.stream().sorted()).isEqualTo(expected);
        assertThat(SegmentMembers.of(mailroom).stream().sorted()).isEqualTo(expected);
    }

    private List<String> expected(String kind) {
        return Stream.iterate(0, number -> number + 1)
                .limit(MAILS)
                .filter(number -> kind(number).equals(kind))
                .map(number -> SegmentMembers.sha256(mails.get(number)))
                .sorted()
                .toList();
    }

    private void assertDeliveredOnce(RunningMailroom mailroom, Queues queues, RecordingWebhook webhook)
            throws IOException {
        assertThat(queues.takeAll("orders").stream()
                        .map(HttpResponse::body)
                        .map(SegmentMembers::sha256)
                        .sorted())
                .isEqualTo(expected("queue"));
        try (Stream<Path> files = Files.list(drop)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith("."))
                            .map(name -> name.replace(".eml", ""))
                            .sorted())
                    .isEqualTo(expected("drop"));
        }
        List<RecordingWebhook.Call> calls = webhook.answered(200);
        assertThat(calls.stream()
                        .map(call -> SegmentMembers.sha256(call.body()))
                        .distinct()
                        .sorted())
                .isEqualTo(expected("hook"));
        assertThat(calls.stream().map(RecordingWebhook.Call::key).distinct())
                .as("a repeated call has the same key")
                .hasSize(expected("hook").size());
        assertThat(calls.size() - expected("hook").size())
                .as("calls repeated because a kill came before their settling")
                .isBetween(0, KILLS * UNSETTLED_MAX);
        LOG.log(
                System.Logger.Level.INFO,
                "{0} calls for {1} mails",
                calls.size(),
                expected("hook").size());
        assertThat(mailroom.get("/incidents").getJsonArray("items")).isEmpty();
    }

    private static void assertNoExecutionRunsForEver(RunningMailroom mailroom) {
        Awaitility.await("the jobs end").atMost(LONG).untilAsserted(() -> {
            for (String status : List.of("STARTING", "STARTED", "STOPPING")) {
                assertThat(mailroom.get("/jobs?status=" + status).getJsonArray("items"))
                        .isEmpty();
            }
        });
    }

    /** What ran when a kill came is FAILED since the start after it, and a further execution has done the rest. */
    private static void tellWhatKillsLeft(RunningMailroom mailroom) throws IOException {
        Map<String, Long> jobs = mailroom.get("/jobs?status=FAILED&limit=500").getJsonArray("items").stream()
                .map(execution -> execution.asJsonObject().getString("name"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        LOG.log(System.Logger.Level.INFO, "{0} kills left FAILED executions: {1}", KILLS, jobs);
    }
}
