package mailroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import mailroom.PrivateDovecot;
import mailroom.PrivatePostgresql;
import mailroom.RunningMailroom;

/**
 * The first full fetch of a mailbox by the zip, in mails a second until they are durable and until they are archived,
 * beside mbsync and the limit. System properties, all below {@code mailroom.bench}: {@code kind} (real or small),
 * {@code mails}, {@code seed}, {@code runs}, {@code database} (derby or postgresql), {@code heap} (512m),
 * {@code server} (HOST:PORT) and {@code user} for a mailbox that is there already, its password {@code pw};
 * {@code proxy} (HOST:PORT) for another way to the same server, which Mailroom and mbsync take.
 */
public final class IntakeBench {

    private static final long POLL_NANOS = 100_000_000;
    private static final long LONGEST_RUN_NANOS = 900_000_000_000L;

    private final boolean postgresql = text("database", "derby").equals("postgresql");

    private IntakeBench() {}

    private record Rates(double durable, double archived, double routed) {}

    public static void main(String[] arguments) throws Exception {
        IntakeBench bench = new IntakeBench();
        if (System.getProperty("mailroom.bench.server") != null) {
            bench.run(address("server", text("user", "bench"), number("mails", 10_000)));
        } else {
            bench.runAlone();
        }
        System.exit(0);
    }

    private void runAlone() throws IOException {
        BenchMail.Kind kind = BenchMail.Kind.valueOf(text("kind", "real").toUpperCase(Locale.ROOT));
        int mails = number("mails", kind == BenchMail.Kind.REAL ? 10_000 : 20_000);
        Path maildir = Files.createTempDirectory("bench-mail");
        maildir.toFile().setExecutable(true, false);
        maildir.toFile().setReadable(true, false);
        try (PrivateDovecot dovecot = PrivateDovecot.start()) {
            long bytes = new BenchMail(kind, number("seed", 1)).write(maildir, mails);
            System.out.printf("%d mails, %d bytes%n", mails, bytes);
            dovecot.load("bench", "INBOX", maildir);
            run(new Target("127.0.0.1", dovecot.port(), "bench", PrivateDovecot.PASSWORD, mails));
        }
    }

    private static Target address(String property, String user, int mails) {
        String[] parts = text(property, "").split(":");
        return new Target(parts[0], Integer.parseInt(parts[1]), user, PrivateDovecot.PASSWORD, mails);
    }

    private void run(Target direct) throws IOException {
        Target target = System.getProperty("mailroom.bench.proxy") == null
                ? direct
                : address("proxy", direct.user(), direct.mails());
        int runs = number("runs", 3);
        double[][] rates = new double[5][runs];
        for (int run = 0; run < runs; run++) {
            rates[0][run] = PlainFetch.rate(target);
            rates[1][run] = Mbsync.rate(target);
            Rates ours = fetch(target);
            rates[2][run] = ours.durable();
            rates[3][run] = ours.archived();
            rates[4][run] = ours.routed();
            System.out.printf(
                    "run %d: limit %.0f, mbsync %.0f, durable %.0f, archived %.0f, routed %.0f mails/s%n",
                    run + 1, rates[0][run], rates[1][run], ours.durable(), ours.archived(), ours.routed());
        }
        double peer = median(rates[1]);
        System.out.printf(
                "medians: limit %.0f, mbsync %.0f, durable %.0f, archived %.0f, routed %.0f mails/s%n",
                median(rates[0]), peer, median(rates[2]), median(rates[3]), median(rates[4]));
        System.out.printf(
                "ratio to mbsync: durable %.2f, archived %.2f, routed %.2f; share of the limit: durable %.3f%n",
                median(rates[2]) / peer,
                median(rates[3]) / peer,
                median(rates[4]) / peer,
                median(rates[2]) / median(rates[0]));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Rates fetch(Target target) throws IOException {
        PrivatePostgresql database = postgresql ? PrivatePostgresql.startDurable() : null;
        try (RunningMailroom mailroom = RunningMailroom.unpacked("bench")) {
            if (database != null) {
                database.environment().forEach(mailroom::with);
            }
            mailroom.with("JVM_ARGS", "-Xmx" + text("heap", "512m") + " " + text("jvm", ""));
            mailroom.with("BENCH_PASSWORD", target.password()).start();
            return fetch(target, mailroom);
        } finally {
            if (database != null) {
                database.close();
            }
        }
    }

    private static Rates fetch(Target target, RunningMailroom mailroom) throws IOException {
        ProcessorTime before = ProcessorTime.of(mailroom.jvm());
        System.out.println("start: " + before.describeSince(new ProcessorTime(Map.of(), 0)));
        mailroom.settings("""
                mailboxes:
                  - name: bench
                    server: imap://%s:%d
                    user: %s
                    password: ${BENCH_PASSWORD}
                    folders: [INBOX]
                """.formatted(target.host(), target.port(), target.user()));
        long begun = 0;
        double durable = 0;
        double archived = 0;
        while (true) {
            var status = mailroom.get("/status");
            long now = System.nanoTime();
            long mails = status.getJsonNumber("mails").longValue();
            if (begun == 0 && connected(mailroom)) {
                begun = now;
            }
            if (durable == 0 && mails >= target.mails()) {
                durable = target.mails() / seconds(begun, now);
            }
            if (durable > 0 && archived == 0 && status.getInt("received") == 0) {
                archived = target.mails() / seconds(begun, now);
            }
            if (archived > 0 && status.getInt("archived") == 0) {
                System.out.printf(
                        "resident %d MB; seconds of processor time: %s%n",
                        resident(mailroom.jvm()),
                        ProcessorTime.of(mailroom.jvm()).describeSince(before));
                return new Rates(durable, archived, target.mails() / seconds(begun, now));
            }
            if (begun > 0 && now - begun > LONGEST_RUN_NANOS) {
                throw new IOException("not done in time: " + status);
            }
            LockSupport.parkNanos(begun == 0 ? POLL_NANOS / 10 : POLL_NANOS);
        }
    }

    /** The clock starts when the settings are taken, not when the file is written: that takes up to two seconds. */
    private static boolean connected(RunningMailroom mailroom) throws IOException {
        return mailroom.get("/mailboxes").toString().contains("\"bench\"");
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

    private static String text(String name, String otherwise) {
        return System.getProperty("mailroom.bench." + name, otherwise);
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }
}
