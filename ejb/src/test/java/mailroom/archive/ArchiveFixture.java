package mailroom.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailroom.EmbeddedDerby;
import mailroom.RememberedMeters;
import mailroom.database.Database;
import mailroom.folder.FolderKey;
import mailroom.folder.OwedMails;
import mailroom.folder.SightingFacts;
import mailroom.home.Home;
import mailroom.incident.Incidents;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.MailSink;
import mailroom.intake.Stored;
import mailroom.intake.Window;
import mailroom.mail.MailId;

/** An archive with its ledger and intake, in a folder and a database of a test. */
public final class ArchiveFixture implements AutoCloseable {

    public static final FolderKey INBOX = new FolderKey("sales", "INBOX", 1700000000);
    public static final byte[] HELLO = mail("From: a@example.org\r\nSubject: hello\r\n\r\nhello\r\n");
    public static final byte[] OTHER = mail("From: b@example.org\r\nSubject: other\r\n\r\nother\r\n");
    public static final List<byte[]> ODD = List.of(
            mail(""),
            mail("\0\0NUL\0"),
            mail("bare\rCR\rand no end"),
            mail("\n"),
            mail("x".repeat(512)),
            mail("y".repeat(100_000)));

    /** A disk that fails or takes its time when told to. */
    public static final class Disk implements Fsync {
        public boolean fails;
        public volatile Runnable beforeForce = () -> {};

        @Override
        public void force(java.nio.channels.FileChannel channel) throws IOException {
            beforeForce.run();
            if (fails) {
                throw new IOException("Input/output error");
            }
            channel.force(false);
        }
    }

    /** One for all tests, emptied for each, because making one takes most of a second. */
    private static final EmbeddedDerby DERBY = new EmbeddedDerby();

    private static final List<String> TABLES = List.of(
            "owed",
            "sighting",
            "further_routing",
            "seen_later",
            "metadata",
            "mail",
            "mail_span",
            "folder",
            "folder_span",
            "segment",
            "incident");

    public final Path home;
    public final Disk disk = new Disk();
    private final long sealAt;
    private final Database database;
    private Segments segments;
    private Intake intake;

    public ArchiveFixture(Path home) {
        this(home, Segments.SEAL_AT_BYTES);
    }

    public ArchiveFixture(Path home, long sealAt) {
        this(home, sealAt, DERBY.database());
        forgetAll();
    }

    /** On an empty database of the caller's. */
    public ArchiveFixture(Path home, Database database) {
        this(home, Segments.SEAL_AT_BYTES, database);
    }

    private ArchiveFixture(Path home, long sealAt, Database database) {
        this.home = home;
        this.sealAt = sealAt;
        this.database = database;
        start();
    }

    private void start() {
        SegmentFiles files = new SegmentFiles(new Home(home).archive());
        segments = new Segments(files, new SegmentRows(database()), sealAt, disk);
        IntakeLedger ledger = new IntakeLedger(database(), new Incidents(database()), new OwedMails(database()));
        intake = new Intake(segments, ledger, new RememberedMeters(), Clock.systemUTC());
    }

    /** As after a crash: what was written is there, what was in memory is gone. */
    public void restart() {
        segments.close();
        start();
    }

    /** The database's folder was deleted. */
    public void loseDatabase() {
        segments.close();
        forgetAll();
        start();
    }

    private void forgetAll() {
        database.jdbi().useHandle(handle -> TABLES.forEach(table -> handle.execute("delete from " + table)));
    }

    public Database database() {
        return database;
    }

    public Intake intake() {
        return intake;
    }

    public Archive archive() {
        return new Archive(new Home(home), database());
    }

    public Path segment(int number) {
        return home.resolve("archive").resolve("%06d.tar.zst".formatted(number));
    }

    public Stored store(FolderKey folder, long firstUid, byte[]... mails) throws IOException {
        try (Window window = intake.open(folder)) {
            fill(window, firstUid, mails);
            return intake.store(window, firstUid + mails.length - 1);
        }
    }

    public static void fill(Window window, long firstUid, byte[]... mails) throws IOException {
        long uid = firstUid;
        for (byte[] mail : mails) {
            SightingFacts facts =
                    new SightingFacts(uid++, Optional.of(Instant.ofEpochSecond(1700000000)), "\\Seen $Forwarded", 0);
            try (MailSink sink = window.begin(facts, mail.length)) {
                sink.write(mail, 0, mail.length);
                sink.complete();
            }
        }
    }

    public byte[] read(byte[] mail) throws IOException {
        try (InputStream in = archive().open(idOf(mail)).orElseThrow()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            in.transferTo(bytes);
            return bytes.toByteArray();
        }
    }

    public static MailId idOf(byte[] mail) {
        return MailId.of(Hashes.sha256().digest(mail));
    }

    public List<Scanned> scan() {
        try (SegmentScan scan = archive().scan(SegmentLocation.START)) {
            List<Scanned> all = new ArrayList<>();
            for (Optional<Scanned> item = scan.next(); item.isPresent(); item = scan.next()) {
                all.add(item.get());
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every mail and sighting of the ledger as lines, without row ids. */
    public Set<String> ledger() {
        return database()
                .jdbi()
                .withHandle(handle -> new TreeSet<>(handle.createQuery(
                                "select m.sha256, m.size, m.segment, m.segment_offset, m.received_at, m.mailbox as first_mailbox,"
                                        + " f.mailbox, f.name, f.uid_validity, f.highest_uid, f.sightings, s.uid,"
                                        + " s.internal_date, s.flags from sighting s join mail m on m.id = s.mail_id"
                                        + " join folder f on f.id = s.folder_id")
                        .map((row, context) -> {
                            StringBuilder line =
                                    new StringBuilder(MailId.of(row.getBytes(1)).hex());
                            for (int column = 2; column <= 14; column++) {
                                line.append(' ').append(row.getString(column));
                            }
                            return line.toString();
                        })
                        .list()));
    }

    public long count(String table) {
        return database().jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    public static long size(Path file) throws IOException {
        return Files.size(file);
    }

    @Override
    public void close() {
        segments.close();
    }

    /** The whole mails that the segments show, in their order. */
    public List<Scanned.Found> found() {
        return scan().stream()
                .filter(Scanned.Found.class::isInstance)
                .map(Scanned.Found.class::cast)
                .toList();
    }

    public static byte[] mail(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
