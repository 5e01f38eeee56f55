package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What intake and jobs hold in memory, on the product as users run it with its 512 MB of heap, does not grow with mails
 * nor with a mail. System properties: {@code mailroom.memory.small} and {@code .real} (mails), {@code .large} (mails of
 * {@code .large.mb}) and {@code .giant.mb} (one mail).
 */
@Tag("proof")
class MemoryIT {

    private static final System.Logger LOG = System.getLogger(MemoryIT.class.getName());
    private static final int SMALL = Integer.getInteger("mailroom.memory.small", 300);
    private static final int REAL = Integer.getInteger("mailroom.memory.real", 200);
    private static final int LARGE = Integer.getInteger("mailroom.memory.large", 3);
    private static final long LARGE_BYTES = Integer.getInteger("mailroom.memory.large.mb", 10) * 1_000_000L;
    private static final long GIANT_BYTES = (long) Integer.getInteger("mailroom.memory.giant.mb", 100) << 20;
    private static final long MOST_BYTES_ABOVE_IDLE = 100_000_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private long peak;

    @Test
    void f25HugeMailsAmongSmallOnesTakeLittleHeap() throws Exception {
        GeneratedMails mails = new GeneratedMails(folder, 4711);
        for (int i = 0; i < SMALL; i++) {
            mails.small();
            if (LARGE > 0 && i % (SMALL / LARGE) == SMALL / LARGE / 2) {
                mails.attachment(LARGE_BYTES);
            }
            if (i == SMALL / 2) {
                mails.attachment(GIANT_BYTES);
            }
        }
        staysWithin(mails, "huge");
    }

    @Test
    void f23ManyOrdinaryMailsTakeLittleHeap() throws Exception {
        GeneratedMails mails = new GeneratedMails(folder, 4712);
        for (int i = 0; i < REAL; i++) {
            mails.real();
        }
        staysWithin(mails, "ordinary");
    }

    private void staysWithin(GeneratedMails mails, String name) throws IOException {
        try (PrivateDovecot dovecot = PrivateDovecot.start();
                RunningMailroom mailroom = RunningMailroom.unpacked("memory-" + name)
                        .with("BOX_PASSWORD", PrivateDovecot.PASSWORD)
                        .settings("")
                        .start()) {
            dovecot.load(WatchedMailboxes.user(0), "INBOX", mails.maildir());
            ServerFigures idle = ServerFigures.of(mailroom.jvm());
            LOG.log(Level.INFO, "idle: {0}", idle);
            WatchedMailboxes boxes = new WatchedMailboxes(mailroom, dovecot.port(), 1);
            boxes.write();
            Awaitility.await("all are routed")
                    .atMost(Duration.ofMinutes(20))
                    .pollInterval(BETWEEN_LOOKS)
                    .until(() -> {
                        peak = Math.max(peak, ServerFigures.of(mailroom.jvm()).heap());
                        return mailroom.count("routed") == mails.count();
                    });
            ServerFigures after = ServerFigures.of(mailroom.jvm());
            LOG.log(
                    Level.INFO,
                    "{0} mails: live heap at most {1} MB above the idle server''s meanwhile; afterwards {2}",
                    mails.count(),
                    (peak - idle.heap()) / 1_000_000,
                    after);
            assertThat(peak - idle.heap()).isLessThan(MOST_BYTES_ABOVE_IDLE);
            assertThat(after.heap() - idle.heap()).isLessThan(MOST_BYTES_ABOVE_IDLE);
        }
    }
}
