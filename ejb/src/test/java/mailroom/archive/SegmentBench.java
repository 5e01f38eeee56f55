package mailroom.archive;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.folder.FolderKey;
import mailroom.folder.SightingFacts;
import mailroom.intake.MailSink;
import mailroom.intake.Window;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * How fast intake stores the mails of a folder on Derby, rows and fsyncs included, without any IMAP; and how fast the
 * archive gives them back. Run its main method with a folder that holds one mail a file; the first run warms up.
 */
public final class SegmentBench {

    private static final int RUNS = 5;

    private SegmentBench() {}

    public static void main(String[] arguments) throws Exception {
        List<byte[]> mails = load(Path.of(arguments[0]));
        long bytes = mails.stream().mapToLong(mail -> mail.length).sum();
        System.out.printf("%d mails, %d bytes%n", mails.size(), bytes);
        for (int run = 0; run < RUNS; run++) {
            run(mails, bytes);
        }
    }

    private static void run(List<byte[]> mails, long bytes) throws Exception {
        Path home = Files.createTempDirectory("segment-bench");
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(home.resolve("db").toString());
        source.setCreateDatabase("create");
        try (ArchiveFixture fixture = new ArchiveFixture(home, Database.on(source))) {
            report("stored", mails.size(), bytes, () -> store(fixture, mails));
            report("read", mails.size(), bytes, () -> readAll(fixture));
            System.out.printf("disk %.4f of the bytes%n", size(home.resolve("archive")) / (double) bytes);
        } finally {
            source.setShutdownDatabase("shutdown");
            delete(home);
        }
    }

    private static void store(ArchiveFixture fixture, List<byte[]> mails) throws IOException {
        FolderKey folder = ArchiveFixture.INBOX;
        long uid = 0;
        Window window = fixture.intake().open(folder);
        for (byte[] mail : mails) {
            if (window.isFull()) {
                fixture.intake().store(window, uid);
                window = fixture.intake().open(folder);
            }
            SightingFacts facts =
                    new SightingFacts(++uid, Optional.of(Instant.ofEpochSecond(1700000000 + uid)), "\\Seen", 0);
            try (MailSink sink = window.begin(facts, mail.length)) {
                sink.write(mail, 0, mail.length);
                sink.complete();
            }
        }
        fixture.intake().store(window, uid);
    }

    private static void readAll(ArchiveFixture fixture) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (ArchiveReader reader = fixture.archive().reader()) {
            for (Scanned item : fixture.scan()) {
                if (item instanceof Scanned.Found found) {
                    try (InputStream in = reader.open(found.at(), found.member().id())) {
                        while (in.read(buffer) >= 0) {
                            // the hash is the check
                        }
                    }
                }
            }
        }
    }

    /** The time of this thread's processor too: it says the same on a busy machine. */
    private static void report(String what, int mails, long bytes, Work work) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long processor = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double busy = (threads.getCurrentThreadCpuTime() - processor) / 1e9;
        System.out.printf(
                "%s %.0f mails/s, %.0f MB/s; by processor time %.0f mails/s%n",
                what, mails / seconds, bytes / seconds / 1e6, mails / busy);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static List<byte[]> load(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(SegmentBench::read)
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
