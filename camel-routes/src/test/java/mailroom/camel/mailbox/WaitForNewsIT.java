package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import mailroom.ImapAppender;
import mailroom.PrivateDovecot;
import mailroom.camel.TcpFaultProxy;
import mailroom.camel.TcpFaultProxy.Direction;
import mailroom.camel.mailbox.watch.Rhythm;
import mailroom.mailbox.MailboxReport.State;
import mailroom.mailbox.ProblemKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a mailbox waits for news on a real server, with every way that the server may offer or lack. */
@Timeout(120)
class WaitForNewsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** Silence may begin before the server has confirmed IDLE, which the usual limit of an answer ends. */
    private static final Duration A_MINUTE = Duration.ofSeconds(65);

    private static final Duration NEVER = Duration.ofHours(1);
    private static final String NEITHER =
            "imap_capability = IMAP4rev1 SASL-IR LITERAL+ ID ENABLE IDLE NAMESPACE UIDPLUS LIST-EXTENDED SPECIAL-USE";
    private static final int MAILS_AT_RENEWALS = Integer.getInteger("mailroom.renewals", 60);

    private static PrivateDovecot dovecot;

    @BeforeAll
    static void start() throws IOException {
        dovecot = PrivateDovecot.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    private static byte[] mail(String subject) {
        return ("From: a@example.com\r\nSubject: " + subject + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Rhythm round(Duration idle) {
        return new Rhythm(idle, Duration.ofSeconds(1), NEVER, NEVER);
    }

    private static void awaitState(RunningMailboxes running, String mailbox, State state, Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(20)).until(() -> running.state(mailbox) == state);
    }

    private static void awaitMails(RunningMailboxes running, String mailbox, long mails) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(running.sightings(mailbox)).isEqualTo(mails));
    }

    @Test
    void f08NoticesASilentConnectionInIdleAndGoesOn() throws Exception {
        try (RunningMailboxes running = new RunningMailboxes(round(Duration.ofSeconds(2)));
                TcpFaultProxy proxy = new TcpFaultProxy(dovecot.port())) {
            dovecot.append("silent", "INBOX", mail("one"));
            running.configure(RunningMailboxes.mailbox("silent", proxy.port()));
            awaitState(running, "silent", State.WATCHING, SOON);
            proxy.swallow(Direction.TO_CLIENT, true);
            proxy.swallow(Direction.TO_SERVER, true);
            awaitState(running, "silent", State.BACKING_OFF, A_MINUTE);
            assertThat(running.mailboxes.report("silent").orElseThrow().problem())
                    .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.TIMEOUT));
            dovecot.append("silent", "INBOX", mail("two"));
            proxy.swallow(Direction.TO_CLIENT, false);
            proxy.swallow(Direction.TO_SERVER, false);
            running.mailboxes.sync("silent");
            proxy.cutAll();
            awaitMails(running, "silent", 2);
            awaitState(running, "silent", State.WATCHING, SOON);
        }
    }

    @Test
    void f09ConnectsAgainAfterAResetInIdle() throws Exception {
        try (RunningMailboxes running = new RunningMailboxes(round(NEVER));
                TcpFaultProxy proxy = new TcpFaultProxy(dovecot.port())) {
            dovecot.append("reset", "INBOX", mail("one"));
            running.configure(RunningMailboxes.mailbox("reset", proxy.port()));
            awaitState(running, "reset", State.WATCHING, SOON);
            proxy.resetAll();
            dovecot.append("reset", "INBOX", mail("two"));
            awaitMails(running, "reset", 2);
            awaitState(running, "reset", State.WATCHING, SOON);
            assertThat(proxy.connections()).isEqualTo(2);
        }
    }

    @Test
    void missesNoMailThatComesWhileIdleIsRenewed() throws Exception {
        try (RunningMailboxes running = new RunningMailboxes(round(Duration.ofMillis(5)));
                ImapAppender appender = new ImapAppender(dovecot.port(), "renewals")) {
            running.configure(RunningMailboxes.mailbox("renewals", dovecot.port()));
            awaitState(running, "renewals", State.WATCHING, SOON);
            for (int i = 1; i <= MAILS_AT_RENEWALS; i++) {
                appender.append(mail("renewal " + i));
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000));
                if (i % 10 == 0) {
                    awaitMails(running, "renewals", i);
                }
            }
            awaitMails(running, "renewals", MAILS_AT_RENEWALS);
            assertThat(running.ledger.mails("renewals")).isEqualTo(MAILS_AT_RENEWALS);
        }
    }

    @Test
    void isToldOfOtherFoldersWhereTheServerHasNotify() throws Exception {
        seesOtherFolders(dovecot, "notify", round(NEVER));
    }

    @Test
    void asksForOtherFoldersInOneRoundTripWhereTheServerHasListStatus() throws Exception {
        try (PrivateDovecot plain = PrivateDovecot.start(NEITHER + " LIST-STATUS\n")) {
            assertThat(seesOtherFolders(plain, "list-status", round(Duration.ofMillis(500))))
                    .as("turns of a round")
                    .isLessThanOrEqualTo(8);
        }
    }

    @Test
    void asksForEachOtherFolderWhereTheServerHasNeither() throws Exception {
        try (PrivateDovecot plain = PrivateDovecot.start(NEITHER + "\n")) {
            seesOtherFolders(plain, "status", round(Duration.ofMillis(500)));
        }
    }

    /** @return turns on the wire of one round in which nothing came; 0 where no round ended */
    private static long seesOtherFolders(PrivateDovecot server, String user, Rhythm rhythm) throws Exception {
        try (RunningMailboxes running = new RunningMailboxes(rhythm);
                TcpFaultProxy proxy = new TcpFaultProxy(server.port())) {
            server.append(user, "INBOX", mail("one"));
            for (String folder : new String[] {"A", "B", "C"}) {
                server.doveadm("mailbox", "create", "-u", user, folder);
            }
            running.configure(RunningMailboxes.mailbox(user, proxy.port()));
            awaitState(running, user, State.WATCHING, SOON);
            server.append(user, "B", mail("two"));
            awaitMails(running, user, 2);
            server.append(user, "INBOX", mail("three"));
            awaitMails(running, user, 3);
            server.append(user, "A", mail("four"));
            awaitMails(running, user, 4);
            awaitState(running, user, State.WATCHING, SOON);
            return turnsOfARound(proxy, rhythm);
        }
    }

    private static long turnsOfARound(TcpFaultProxy proxy, Rhythm rhythm) {
        if (rhythm.idle().equals(NEVER)) {
            return 0;
        }
        int rounds = 4;
        proxy.forgetCounts();
        LockSupport.parkNanos(rhythm.idle().multipliedBy(rounds).toNanos());
        return proxy.turns() / rounds;
    }

    @Test
    void aRoundInWhichNothingCameIsCheap() throws Exception {
        Rhythm rhythm = round(Duration.ofSeconds(1));
        try (RunningMailboxes running = new RunningMailboxes(rhythm);
                TcpFaultProxy proxy = new TcpFaultProxy(dovecot.port())) {
            dovecot.append("cheap", "INBOX", mail("one"));
            running.configure(RunningMailboxes.mailbox("cheap", proxy.port()));
            awaitState(running, "cheap", State.WATCHING, SOON);
            proxy.forgetCounts();
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            long bytes = (proxy.bytes(Direction.TO_CLIENT) + proxy.bytes(Direction.TO_SERVER)) / 3;
            assertThat(bytes).as("bytes of a round").isBetween(20L, 600L);
        }
    }
}
