package mailroom.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mailroom.PrivateDovecot;
import mailroom.PrivatePostgresql;
import mailroom.RunningMailroom;
import mailroom.ServerCertificate;

/**
 * The first full fetch of a mailbox by the zip, in mails a second until they are durable and until they are archived,
 * beside mbsync and the limit: by a server that was just started, and then of another mailbox by the same server. System
 * properties, all below {@code mailroom.bench}: {@code kind} (real or small), {@code mails}, {@code seed}, {@code runs},
 * {@code database} (derby or postgresql), {@code tls} (true), {@code heap} (512m), {@code mailboxes} for so many more that are
 * fetched at once and hold as many mails together, {@code server} (HOST:PORT) and {@code user} for a mailbox
 * that is there already, its password {@code pw}, and {@code later} for another user with as many mails; {@code proxy} (HOST:PORT) for another way to the same server, which
 * Mailroom and mbsync take.
 */
public final class IntakeBench {

    /** The mailbox that a server fetches which has worked before; the JVM has compiled by then what is in use. */
    private static final String LATER = "later";

    /** Mailboxes that are fetched at the same time. */
    private static final String MANY = "many-";

    private final int manyMailboxes = number("mailboxes", 0);
    /** Of the mails of the first mailbox; 0 where it was there already. */
    private long bytes;

    private final boolean postgresql = text("database", "derby").equals("postgresql");

    private IntakeBench() {}

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
        Optional<ServerCertificate> certificate = Boolean.getBoolean("mailroom.bench.tls")
                ? Optional.of(ServerCertificate.valid(maildir))
                : Optional.empty();
        try (PrivateDovecot dovecot =
                certificate.isPresent() ? PrivateDovecot.startWithTls(certificate.get()) : PrivateDovecot.start()) {
            BenchMail source = new BenchMail(kind, number("seed", 1));
            for (String user : List.of("bench", LATER)) {
                long loaded = load(dovecot, user, source, maildir.resolve(user), mails);
                System.out.printf("%s: %d mails, %d bytes%n", user, mails, loaded);
                if (bytes == 0) {
                    bytes = loaded;
                }
            }
            for (int user = 0; user < manyMailboxes; user++) {
                load(dovecot, MANY + user, source, maildir.resolve(MANY + user), mails / manyMailboxes);
            }
            run(new Target(
                    "127.0.0.1",
                    certificate.isPresent() ? dovecot.tlsPort() : dovecot.port(),
                    "bench",
                    PrivateDovecot.PASSWORD,
                    mails,
                    certificate.map(ServerCertificate::certificate)));
        } finally {
            Mbsync.delete(maildir);
        }
    }

    private static long load(PrivateDovecot dovecot, String user, BenchMail source, Path maildir, int mails)
            throws IOException {
        long bytes = source.write(maildir, mails);
        dovecot.load(user, "INBOX", maildir);
        Mbsync.delete(maildir);
        return bytes;
    }

    private static Target address(String property, String user, int mails) {
        String[] parts = text(property, "").split(":");
        return new Target(parts[0], Integer.parseInt(parts[1]), user, PrivateDovecot.PASSWORD, mails, Optional.empty());
    }

    private void run(Target direct) throws IOException {
        Target target = System.getProperty("mailroom.bench.proxy") == null
                ? direct
                : address("proxy", direct.user(), direct.mails());
        Optional<String> later = System.getProperty("mailroom.bench.server") == null
                ? Optional.of(LATER)
                : Optional.ofNullable(System.getProperty("mailroom.bench.later"));
        int runs = number("runs", 3);
        List<Double> limit = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        List<Rates> first = new ArrayList<>();
        List<Rates> further = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            limit.add(PlainFetch.rate(target));
            peer.add(Mbsync.rate(target));
            List<Rates> ours = fetch(target, later);
            first.add(ours.get(0));
            further.addAll(ours.subList(1, ours.size()));
            System.out.printf(
                    "run %d: limit %.0f, mbsync %.0f; server just started: %s%s%n",
                    run,
                    limit.get(run - 1),
                    peer.get(run - 1),
                    ours.get(0),
                    later.isPresent() ? "; a later mailbox: " + ours.get(1) : "");
        }
        System.out.printf("medians: limit %.0f, mbsync %.0f mails/s%n", median(limit), median(peer));
        report("server just started", first, limit, peer);
        if (later.isPresent()) {
            report("a later mailbox", further, limit, peer);
        }
    }

    private static void report(String what, List<Rates> rates, List<Double> limit, List<Double> peer) {
        double durable = median(rates.stream().map(Rates::durable).toList());
        double archived = median(rates.stream().map(Rates::archived).toList());
        System.out.printf(
                "%s: durable %.0f, archived %.0f mails/s; ratio to mbsync: durable %.2f, archived %.2f;"
                        + " share of the limit: durable %.3f%n",
                what, durable, archived, durable / median(peer), archived / median(peer), durable / median(limit));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** The mailbox, and where asked for another one once the first is done. */
    private List<Rates> fetch(Target target, Optional<String> later) throws IOException {
        PrivatePostgresql database = postgresql ? PrivatePostgresql.startDurable() : null;
        try (RunningMailroom mailroom = RunningMailroom.unpacked("bench")) {
            if (database != null) {
                database.environment().forEach(mailroom::with);
            }
            mailroom.with("JVM_ARGS", "-Xmx" + text("heap", "512m") + " " + text("jvm", ""));
            mailroom.with("BENCH_PASSWORD", target.password()).start();
            ProcessorTime start = ProcessorTime.of(mailroom.jvm());
            System.out.println("start: " + start.describeSince(new ProcessorTime(Map.of(), 0)));
            String settings = "mailboxes:\n" + target.mailbox();
            List<Rates> rates = new ArrayList<>();
            rates.add(FetchClock.of(mailroom, target, settings, 0));
            printShareOfDisk(mailroom);
            if (later.isPresent()) {
                Target another = target.of(later.get(), target.mails());
                settings += another.mailbox();
                rates.add(FetchClock.of(mailroom, another, settings, target.mails()));
            }
            if (later.isPresent() && manyMailboxes > 0) {
                int each = target.mails() / manyMailboxes;
                for (int user = 0; user < manyMailboxes; user++) {
                    settings += target.of(MANY + user, each).mailbox();
                }
                Target sum = target.of(MANY + (manyMailboxes - 1), each * manyMailboxes);
                System.out.printf(
                        "%d mailboxes at once: %s%n",
                        manyMailboxes, FetchClock.of(mailroom, sum, settings, 2L * target.mails()));
            }
            return rates;
        } finally {
            if (database != null) {
                database.close();
            }
        }
    }

    private void printShareOfDisk(RunningMailroom mailroom) throws IOException {
        if (bytes == 0) {
            return;
        }
        try (var files = Files.walk(mailroom.home().resolve("archive"))) {
            long taken = files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
            System.out.printf("the archive's files take %.3f of the bytes of the mails%n", taken / (double) bytes);
        }
    }

    private static String text(String name, String otherwise) {
        return System.getProperty("mailroom.bench." + name, otherwise);
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }
}
