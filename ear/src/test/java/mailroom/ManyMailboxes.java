package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many watched mailboxes on the product as users run it: what each costs, and how soon after APPEND's OK a mail is
 * ARCHIVED. System properties: {@code mailroom.mailboxes}, {@code mailroom.watch.mails}, {@code mailroom.watch.pause}
 * (milliseconds between mails).
 */
@Tag("proof")
abstract class ManyMailboxes {

    static final int MAILBOXES = Integer.getInteger("mailroom.mailboxes", 20);

    private static final System.Logger LOG = System.getLogger(ManyMailboxes.class.getName());
    private static final int MAILS = Integer.getInteger("mailroom.watch.mails", 2 * MAILBOXES);
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("mailroom.watch.pause", 100));
    private static final int ENOUGH_FOR_HUNDREDTHS = 200;
    private static final Duration LOOKS = Duration.ofMillis(20);
    private static final int THOROUGH_EVERY = 10;

    private final Random random = new Random(4711);

    /** Of a mail server that has every {@link WatchedMailboxes#user} of {@link #MAILBOXES}. */
    abstract int port();

    /** How long after a mail has come the server tells of it under IDLE. */
    abstract Duration told();

    @Test
    void newMailIsArchivedSoonInEveryOne() throws Exception {
        try (RunningMailroom mailroom = RunningMailroom.unpacked("many-mailboxes")
                .with("BOX_PASSWORD", PrivateDovecot.PASSWORD)
                .settings("")
                .start()) {
            WatchedMailboxes boxes = new WatchedMailboxes(mailroom, port(), MAILBOXES);
            ServerFigures idle = ServerFigures.of(mailroom.jvm());
            long begun = System.nanoTime();
            boxes.configure(Duration.ofMinutes(3));
            report("{0} mailboxes are watched after {1} ms", MAILBOXES, millisSince(begun));
            Map<Integer, ImapAppender> appenders = appenders();
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            warmUp(boxes, appenders);
            ServerFigures watching = ServerFigures.of(mailroom.jvm());
            reportCost(idle, watching);
            List<Long> latencies = oneByOne(boxes, appenders);
            report("one by one, load {0}: {1}", load(), Latencies.shown(latencies));
            report("all at once, load {0}: {1}", load(), Latencies.shown(allAtOnce(boxes, appenders)));
            report("afterwards {0}", ServerFigures.of(mailroom.jvm()));
            for (ImapAppender appender : appenders.values()) {
                appender.close();
            }
            assertSoon(latencies);
            assertThat(watching.threads() - idle.threads()).isLessThan(MAILBOXES + 40);
        }
    }

    /** A few mails on a busy machine do not say what most or one of a hundred take, but that none waited for the next probe. */
    private void assertSoon(List<Long> latencies) {
        assertThat(Latencies.quantile(latencies, 1)).isLessThan(told().plusSeconds(20));
        if (MAILS >= ENOUGH_FOR_HUNDREDTHS) {
            assertThat(Latencies.quantile(latencies, 0.5)).isLessThan(told().plusMillis(300));
            assertThat(Latencies.quantile(latencies, 0.99)).isLessThan(told().plusSeconds(2));
        }
    }

    private Map<Integer, ImapAppender> appenders() throws IOException {
        Map<Integer, ImapAppender> appenders = new HashMap<>();
        for (int box = 0; box < MAILBOXES; box++) {
            appenders.put(box, new ImapAppender(port(), WatchedMailboxes.user(box)));
        }
        return appenders;
    }

    private void warmUp(WatchedMailboxes boxes, Map<Integer, ImapAppender> appenders) throws IOException {
        Map<String, Long> sent = new HashMap<>();
        for (int box = 0; box < MAILBOXES; box++) {
            append(appenders, box, "warm-" + box, sent);
            boxes.look();
        }
        awaitAll(boxes, sent);
    }

    private List<Long> oneByOne(WatchedMailboxes boxes, Map<Integer, ImapAppender> appenders) throws IOException {
        Map<String, Long> sent = new HashMap<>();
        for (int i = 0; i < MAILS; i++) {
            append(appenders, random.nextInt(MAILBOXES), "single-" + i, sent);
            long next = System.nanoTime() + PAUSE.toNanos();
            if (i % THOROUGH_EVERY == 0) {
                boxes.look();
            }
            do {
                boxes.glance();
                LockSupport.parkNanos(LOOKS.toNanos());
            } while (System.nanoTime() < next);
        }
        return awaitAll(boxes, sent);
    }

    private List<Long> allAtOnce(WatchedMailboxes boxes, Map<Integer, ImapAppender> appenders) throws IOException {
        Map<String, Long> sent = new HashMap<>();
        for (int box = 0; box < MAILBOXES; box++) {
            append(appenders, box, "burst-" + box, sent);
            if (box % 10 == 0) {
                boxes.look();
            }
        }
        return awaitAll(boxes, sent);
    }

    private static void append(Map<Integer, ImapAppender> appenders, int box, String id, Map<String, Long> sent)
            throws IOException {
        appenders.get(box).append(WatchedMailboxes.mail(id));
        sent.put(id, System.nanoTime());
    }

    private static List<Long> awaitAll(WatchedMailboxes boxes, Map<String, Long> sent) {
        Awaitility.await("all are archived")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(LOOKS)
                .until(() -> {
                    boxes.look();
                    return boxes.archivedAt().keySet().containsAll(sent.keySet());
                });
        List<Long> latencies = new ArrayList<>();
        sent.forEach((id, at) -> latencies.add(boxes.archivedAt().get(id) - at));
        return latencies;
    }

    private static void reportCost(ServerFigures idle, ServerFigures watching) {
        report("without a mailbox: {0}", idle);
        report("with {0} mailboxes: {1}", MAILBOXES, watching);
        report(
                "a mailbox costs {0} KB of heap, {1} KB resident, {2} threads",
                (watching.heap() - idle.heap()) / MAILBOXES / 1000,
                (watching.resident() - idle.resident()) / MAILBOXES / 1000,
                (double) (watching.threads() - idle.threads()) / MAILBOXES);
    }

    private static long millisSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void report(String what, Object... values) {
        LOG.log(Level.INFO, what, values);
    }
}
