package mailroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import mailroom.RunningMailroom;

/** Measures one fetch of mailboxes that a running server has not seen yet. */
final class FetchClock {

    /** Each question costs the server what it could do for mails meanwhile, so it is asked more often towards the end. */
    private static final long SHORTEST_PAUSE_NANOS = 50_000_000;

    private static final long LONGEST_PAUSE_NANOS = 500_000_000;
    private static final int QUESTIONS_LEFT = 5;
    private static final long SETTINGS_PAUSE_NANOS = 10_000_000;
    private static final long LONGEST_RUN_NANOS = 900_000_000_000L;

    private FetchClock() {}

    /** @param before mails that the archive has already */
    static Rates of(RunningMailroom mailroom, Target target, String settings, long before) throws IOException {
        ProcessorTime until = ProcessorTime.of(mailroom.jvm());
        mailroom.settings(settings);
        long begun = 0;
        double durable = 0;
        while (true) {
            var status = mailroom.get("/status");
            long now = System.nanoTime();
            if (begun == 0 && connected(mailroom, target.user())) {
                begun = now;
            }
            if (durable == 0 && status.getJsonNumber("mails").longValue() >= before + target.mails()) {
                durable = target.mails() / seconds(begun, now);
            }
            if (durable > 0 && status.getInt("received") == 0) {
                System.out.printf(
                        "resident %d MB; seconds of processor time: %s%n",
                        resident(mailroom.jvm()),
                        ProcessorTime.of(mailroom.jvm()).describeSince(until));
                return new Rates(durable, target.mails() / seconds(begun, now));
            }
            if (begun > 0 && now - begun > LONGEST_RUN_NANOS) {
                throw new IOException("not done in time: " + status);
            }
            long done = durable == 0
                    ? status.getJsonNumber("mails").longValue() - before
                    : target.mails() - status.getInt("received");
            LockSupport.parkNanos(begun == 0 ? SETTINGS_PAUSE_NANOS : pause(now - begun, done, target.mails()));
        }
    }

    /** A part of what is left at the pace so far. */
    private static long pause(long elapsedNanos, long done, long all) {
        long left = done <= 0 ? LONGEST_PAUSE_NANOS : (long) (elapsedNanos * ((double) (all - done) / done));
        return Math.max(SHORTEST_PAUSE_NANOS, Math.min(left / QUESTIONS_LEFT, LONGEST_PAUSE_NANOS));
    }

    /** The clock starts when the settings are taken, not when the file is written: that takes up to two seconds. */
    private static boolean connected(RunningMailroom mailroom, String mailbox) throws IOException {
        return mailroom.get("/mailboxes").toString().contains('"' + mailbox + '"');
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
