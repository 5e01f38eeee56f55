package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import mailroom.ImapAppender;
import mailroom.PrivateDovecot;
import mailroom.mailbox.MailboxReport.State;
import mailroom.settings.MailboxSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Mailboxes in which hardly anything happens for longer than servers let a client idle. Runs for {@code
 * mailroom.idle.minutes}, 35 for the proof; without that property {@link WaitForNewsIT} with its short renewals must do.
 */
@Tag("proof")
class LongIdleIT {

    private static final System.Logger LOG = System.getLogger(LongIdleIT.class.getName());
    private static final int MINUTES = Integer.getInteger("mailroom.idle.minutes", 0);
    private static final int MAILBOXES = 5;
    /** When mails come, in shares of the whole time: minutes 1, 15, 30 and 34 of 35. */
    private static final double[] ARRIVALS = {1 / 35.0, 15 / 35.0, 30 / 35.0, 34 / 35.0};

    @Test
    void losesNothingWhileItIdlesForLong() throws Exception {
        assumeTrue(MINUTES > 0, "mailroom.idle.minutes is not set");
        try (PrivateDovecot dovecot = PrivateDovecot.start();
                RunningMailboxes running = new RunningMailboxes()) {
            running.configure(IntStream.range(0, MAILBOXES)
                    .mapToObj(box -> RunningMailboxes.mailbox("box-" + box, dovecot.port()))
                    .toArray(MailboxSettings[]::new));
            await().atMost(Duration.ofMinutes(1)).until(() -> watching(running) == MAILBOXES);
            long begun = System.nanoTime();
            int mails = 0;
            for (double share : ARRIVALS) {
                sleepUntil(begun, share);
                mails++;
                arrive(running, dovecot.port(), mails);
            }
            sleepUntil(begun, 1);
            assertThat(watching(running)).isEqualTo(MAILBOXES);
            for (int box = 0; box < MAILBOXES; box++) {
                assertThat(running.sightings("box-" + box)).isEqualTo(mails);
            }
            assertThat(running.incidents.latest(10)).isEmpty();
        }
    }

    private static long watching(RunningMailboxes running) {
        return IntStream.range(0, MAILBOXES)
                .filter(box -> running.state("box-" + box) == State.WATCHING)
                .count();
    }

    private static void sleepUntil(long begun, double share) {
        long end = begun + (long) (share * Duration.ofMinutes(MINUTES).toNanos());
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static void arrive(RunningMailboxes running, int port, int mails) throws Exception {
        for (int box = 0; box < MAILBOXES; box++) {
            String id = mails + "-" + box;
            try (ImapAppender appender = new ImapAppender(port, "box-" + box)) {
                appender.append(("Subject: " + id + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        long sent = System.nanoTime();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> IntStream.range(0, MAILBOXES).allMatch(box -> running.sightings("box-" + box) == mails));
        LOG.log(
                Level.INFO,
                "mail {0} is stored in all {1} mailboxes, {2} ms after the last APPEND",
                mails,
                MAILBOXES,
                Duration.ofNanos(System.nanoTime() - sent).toMillis());
    }
}
