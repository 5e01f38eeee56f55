package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mailroom.PrivateDovecot;
import mailroom.camel.TcpFaultProxy;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a large folder costs on the wire, counted by a proxy. The property {@code mailroom.wire.mails} says how many mails
 * it has.
 */
@Timeout(900)
@Tag("proof")
class WireCostIT {

    private static final int MAILS = Integer.getInteger("mailroom.wire.mails", 20_000);
    private static final Duration LONGEST_LOAD = Duration.ofSeconds(30 + MAILS / 300);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final byte[] MAIL =
            "From: a@example.com\r\nSubject: one of many\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NEW_MAILS = 10;

    private static void load(PrivateDovecot server, String user) throws IOException {
        Path maildir = Files.createTempDirectory("maildir");
        for (String sub : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir.resolve(sub));
        }
        Path first = Files.write(maildir.resolve("cur").resolve("1600000000.M0.test:2,"), MAIL);
        for (int i = 1; i < MAILS; i++) {
            // a file has at most some ten thousand links
            if (i % 10_000 == 0) {
                first = Files.write(maildir.resolve("cur").resolve("1600000000.M" + i + ".test:2,"), MAIL);
            } else {
                Files.createLink(maildir.resolve("cur").resolve("1600000000.M" + i + ".test:2,"), first);
            }
        }
        maildir.toFile().setReadable(true, false);
        maildir.toFile().setExecutable(true, false);
        server.load(user, "INBOX", maildir);
        try (Stream<Path> files = Files.walk(maildir)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }

    private static MailboxSettings polled(int port) {
        MailboxSettings mailbox = RunningMailboxes.mailbox("large", port);
        return new MailboxSettings(
                mailbox.name(),
                mailbox.server(),
                mailbox.login(),
                List.of("INBOX"),
                Optional.of(POLL),
                mailbox.afterArchive(),
                mailbox.rules(),
                mailbox.limits(),
                mailbox.compress());
    }

    @Test
    void nothingNewCostsOneRoundTripAndNewMailLittleMoreThanItselfByQresync() throws Exception {
        try (PrivateDovecot server = PrivateDovecot.start()) {
            proveCosts(server, 20_000);
        }
    }

    @Test
    void newMailCostsLittleMoreThanItselfByCondstore() throws Exception {
        try (PrivateDovecot server =
                PrivateDovecot.start("imap_capability = IMAP4rev1 SASL-IR IDLE UIDPLUS ENABLE CONDSTORE")) {
            proveCosts(server, 60_000);
        }
    }

    private static void proveCosts(PrivateDovecot server, long mostForNewMails) throws Exception {
        load(server, "large");
        try (TcpFaultProxy proxy = new TcpFaultProxy(server.port());
                RunningMailboxes running = new RunningMailboxes()) {
            MailboxSettings mailbox = polled(proxy.port());
            running.configure(mailbox);
            awaitSightings(running, MAILS, LONGEST_LOAD);
            nothingNew(proxy);
            newMails(server, proxy, running, mostForNewMails);
            running.configure();
            proxy.forgetCounts();
            afterRestart(server, proxy, running, mailbox, mostForNewMails);
        }
    }

    private static void nothingNew(TcpFaultProxy proxy) {
        long allocated = allocated();
        proxy.forgetCounts();
        long begun = System.nanoTime();
        await().atMost(SOON).until(() -> proxy.turns() >= 10);
        long most = 1 + (System.nanoTime() - begun) / POLL.toNanos();
        long bytes = bytes(proxy);
        System.out.printf(
                "nothing new among %d: at most %d polls took %d turns, %d bytes, %d bytes of heap%n",
                MAILS, most, proxy.turns(), bytes, allocated() - allocated);
        assertThat(proxy.turns()).isLessThanOrEqualTo(2 * most);
        assertThat(bytes).isLessThan(600 * most);
        assertThat(allocated() - allocated).isLessThan(100_000 * most);
    }

    private static void newMails(PrivateDovecot server, TcpFaultProxy proxy, RunningMailboxes running, long most)
            throws IOException {
        proxy.forgetCounts();
        append(server);
        awaitSightings(running, MAILS + NEW_MAILS, SOON);
        assertCost("10 new mails", proxy, most);
    }

    /** With a new connection, changed flags and vanished mails besides. */
    private static void afterRestart(
            PrivateDovecot server, TcpFaultProxy proxy, RunningMailboxes running, MailboxSettings mailbox, long most)
            throws IOException {
        append(server);
        server.doveadm("flags", "add", "-u", "large", "\\Flagged", "mailbox", "INBOX", "uid", "100:109");
        proxy.forgetCounts();
        running.configure(mailbox);
        awaitSightings(running, MAILS + 2 * NEW_MAILS, SOON);
        assertCost("10 new mails after a restart", proxy, most);
    }

    private static void assertCost(String what, TcpFaultProxy proxy, long most) {
        long beyond = bytes(proxy) - (long) NEW_MAILS * MAIL.length;
        System.out.printf("%s among %d: %d bytes beyond them, %d turns%n", what, MAILS, beyond, proxy.turns());
        assertThat(beyond).isLessThan(most);
    }

    private static void append(PrivateDovecot server) throws IOException {
        byte[][] mails = new byte[NEW_MAILS][];
        java.util.Arrays.fill(mails, MAIL);
        server.append("large", "INBOX", mails);
    }

    private static void awaitSightings(RunningMailboxes running, int count, Duration most) {
        await().atMost(most).untilAsserted(() -> {
            assertThat(running.sightings("large")).isEqualTo(count);
            assertThat(running.state("large")).isEqualTo(State.WATCHING);
        });
    }

    private static long bytes(TcpFaultProxy proxy) {
        return proxy.bytes(TcpFaultProxy.Direction.TO_SERVER) + proxy.bytes(TcpFaultProxy.Direction.TO_CLIENT);
    }

    /** By the mailbox's own thread so far. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("mailbox-large"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
