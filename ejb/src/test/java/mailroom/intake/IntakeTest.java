package mailroom.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static mailroom.archive.ArchiveFixture.INBOX;
import static mailroom.archive.ArchiveFixture.idOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mailroom.archive.ArchiveFixture;
import mailroom.archive.DamagedMember;
import mailroom.archive.LedgerMissing;
import mailroom.archive.Scanned;
import mailroom.archive.SegmentLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {

    private static final byte[] HELLO = mail("From: a@example.org\r\nSubject: hello\r\n\r\nhello\r\n");
    private static final byte[] OTHER = mail("From: b@example.org\r\nSubject: other\r\n\r\nother\r\n");
    private static final List<byte[]> ODD = List.of(
            mail(""),
            mail("\0\0NUL\0"),
            mail("bare\rCR\rand no end"),
            mail("\n"),
            mail("x".repeat(512)),
            mail("y".repeat(100_000)));

    @TempDir
    Path home;

    private ArchiveFixture fixture;

    @BeforeEach
    void start() {
        fixture = new ArchiveFixture(home);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void givesBackTheExactBytesOfOddMails() throws Exception {
        fixture.store(INBOX, 1, ODD.toArray(byte[][]::new));
        for (byte[] mail : ODD) {
            assertThat(fixture.read(mail)).isEqualTo(mail);
        }
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX))
                .returns(6L, FolderCursor::highestUid)
                .returns(6L, FolderCursor::sightings);
    }

    @Test
    void storesTheSecondCopyOnceWithTwoSightings() throws Exception {
        FolderKey copy = new FolderKey("sales", "Archiv/Grüße", 7);
        assertThat(fixture.store(INBOX, 1, HELLO, HELLO)).isEqualTo(new Stored(1, 1, 0));
        assertThat(fixture.store(copy, 3, HELLO)).isEqualTo(new Stored(0, 1, 0));
        assertThat(fixture.ledger()).hasSize(3);
        assertThat(fixture.count("mail")).isEqualTo(1);
        assertThat(fixture.count("further_routing")).isZero();
    }

    @Test
    void routesAMailOfAnotherMailboxFurtherOnce() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        fixture.store(new FolderKey("support", "INBOX", 1), 1, HELLO);
        assertThat(fixture.count("further_routing")).isEqualTo(1);
        fixture.database().jdbi().useHandle(handle -> handle.execute("delete from further_routing"));
        fixture.store(new FolderKey("support", "Other", 1), 1, HELLO);
        assertThat(fixture.count("further_routing")).isZero();
    }

    @Test
    void ignoresAWindowThatIsRepeated() throws Exception {
        fixture.store(INBOX, 1, HELLO, OTHER);
        long length = Files.size(fixture.segment(1));
        Set<String> before = fixture.ledger();
        assertThat(fixture.store(INBOX, 1, HELLO, OTHER)).isEqualTo(new Stored(0, 0, 2));
        assertThat(fixture.ledger()).isEqualTo(before);
        assertThat(Files.size(fixture.segment(1))).isEqualTo(length);
    }

    @Test
    void movesTheCursorOfAnEmptyWindowAndNeverBack() throws Exception {
        try (Window window = fixture.intake().open(INBOX)) {
            window.skip(8, "4 GiB is more than 2 GiB");
            fixture.intake().store(window, 9);
        }
        try (Window window = fixture.intake().open(INBOX)) {
            fixture.intake().store(window, 5);
        }
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX)).returns(9L, FolderCursor::highestUid);
        assertThat(fixture.count("incident")).isEqualTo(1);
    }

    @Test
    void doesNotTakeAMailThatIsShorterOrLongerThanAnnounced() throws Exception {
        try (Window window = fixture.intake().open(INBOX)) {
            SightingFacts facts = new SightingFacts(1, Instant.EPOCH, "", 0);
            try (MailSink sink = window.begin(facts, 3)) {
                sink.write(HELLO, 0, 2);
                assertThatThrownBy(sink::complete).isInstanceOf(MailSizeDiffers.class);
            }
            try (MailSink sink = window.begin(facts, 3)) {
                assertThatThrownBy(() -> sink.write(HELLO, 0, 4)).isInstanceOf(MailSizeDiffers.class);
            }
            assertThat(window.mails()).isZero();
        }
    }

    @Test
    void streamsALargeMailThroughAFileWithoutKeepingIt() throws Exception {
        byte[] large = new byte[20 << 20];
        new Random(1).nextBytes(large);
        fixture.store(INBOX, 1, HELLO, large, OTHER);
        assertThat(fixture.read(large)).isEqualTo(large);
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
        try (var left = Files.list(home.resolve("archive/incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void opensAWindowWhileAnotherIsMadeDurable() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        List<Integer> mails = new ArrayList<>();
        fixture.disk.beforeForce = () -> assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (Window next = fixture.intake().open(new FolderKey("support", "INBOX", 1))) {
                ArchiveFixture.fill(next, 1, HELLO);
                mails.add(next.mails());
            }
        });
        fixture.store(INBOX, 2, OTHER);
        assertThat(mails).containsExactly(1);
    }

    @Test
    void leavesNoTraceOfAFailedTransaction() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long length = Files.size(fixture.segment(1));
        fixture.database().jdbi().useHandle(handle -> handle.execute("rename column sighting.flags to broken"));
        assertThatThrownBy(() -> fixture.store(INBOX, 2, OTHER)).isInstanceOf(IllegalStateException.class);
        assertThat(Files.size(fixture.segment(1))).isEqualTo(length);
        assertThat(fixture.count("mail")).isEqualTo(1);
        fixture.database().jdbi().useHandle(handle -> handle.execute("rename column sighting.broken to flags"));
        assertThat(fixture.store(INBOX, 2, OTHER)).isEqualTo(new Stored(1, 0, 0));
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
    }

    @Test
    void neverReportsSuccessAfterAFailedFsync() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        fixture.disk.fails = true;
        assertThatThrownBy(() -> fixture.store(INBOX, 2, OTHER)).isInstanceOf(IOException.class);
        fixture.disk.fails = false;
        assertThat(fixture.count("mail")).isEqualTo(1);
        fixture.store(INBOX, 2, OTHER);
        assertThat(fixture.segment(2)).exists();
        assertThat(fixture.read(HELLO)).isEqualTo(HELLO);
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
    }

    @Test
    void takesInWhatACrashLeftWholeBehindTheCommittedEndAndCutsWhatIsTorn() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long committed = Files.size(fixture.segment(1));
        fixture.store(INBOX, 2, OTHER, mail("third"));
        Set<String> all = fixture.ledger();
        long whole = Files.size(fixture.segment(1));
        forgetBehind(committed);
        Files.write(fixture.segment(1), new byte[] {0x28, (byte) 0xb5, 0x2f}, StandardOpenOption.APPEND);
        fixture.restart();
        fixture.intake().open(INBOX).close();
        assertThat(Files.size(fixture.segment(1))).isEqualTo(whole);
        assertThat(fixture.count("incident")).isZero();
        assertThat(fixture.store(INBOX, 2, OTHER, mail("third"))).isEqualTo(new Stored(0, 0, 2));
        assertThat(fixture.ledger()).isEqualTo(all);
    }

    @Test
    void fetchesAWindowAgainOfWhichACrashLeftSomeMails() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long committed = Files.size(fixture.segment(1));
        fixture.store(INBOX, 3, OTHER);
        forgetBehind(committed);
        fixture.restart();
        fixture.intake().open(INBOX).close();
        assertThat(fixture.count("sighting")).isEqualTo(2);
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX).highestUid())
                .as("UID 2 may have been in the same window")
                .isEqualTo(1);
    }

    @Test
    void takesNoTailOfWhichNobodyKnowsThatItIsDurable() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long committed = Files.size(fixture.segment(1));
        fixture.store(INBOX, 2, OTHER);
        forgetBehind(committed);
        fixture.restart();
        fixture.disk.fails = true;
        assertThatThrownBy(() -> fixture.intake().open(INBOX)).isInstanceOf(IOException.class);
        fixture.disk.fails = false;
        assertThat(fixture.store(INBOX, 2, OTHER)).isEqualTo(new Stored(1, 0, 0));
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
        assertThat(fixture.segment(1)).hasSize(committed);
        assertThat(fixture.segment(2)).exists();
    }

    @Test
    void survivesACrashAtEveryByteOfAWindow() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        long committed = Files.size(fixture.segment(1));
        fixture.store(INBOX, 2, OTHER, HELLO);
        byte[] whole = Files.readAllBytes(fixture.segment(1));
        Set<String> all = fixture.ledger();
        for (long cut = committed; cut <= whole.length; cut += 37) {
            forgetBehind(committed);
            Files.write(fixture.segment(1), java.util.Arrays.copyOf(whole, (int) cut));
            fixture.restart();
            fixture.store(INBOX, 2, OTHER, HELLO);
            assertThat(fixture.ledger().stream().map(IntakeTest::withoutReceived))
                    .as("cut at %s", cut)
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().map(IntakeTest::withoutReceived).toList());
            assertThat(found()).hasSize(3);
        }
    }

    @Test
    void holdsWhereSegmentsExistThatTheDatabaseDoesNotKnow() throws Exception {
        fixture.store(INBOX, 1, HELLO, OTHER);
        byte[] before = Files.readAllBytes(fixture.segment(1));
        fixture.loseDatabase();
        assertThatThrownBy(() -> fixture.intake().open(INBOX))
                .isInstanceOf(LedgerMissing.class)
                .hasMessageContaining("rebuild-ledger");
        assertThat(Files.readAllBytes(fixture.segment(1))).isEqualTo(before);
        assertThat(fixture.segment(2)).doesNotExist();
    }

    @Test
    void saysThatABacklogComesInWhileItsWindowsAreLargeAndAnotherIsOpen() throws Exception {
        assertThat(fixture.intake().isCatchingUp()).isFalse();
        fixture.store(INBOX, 1, HELLO);
        assertThat(fixture.intake().isCatchingUp()).isFalse();
        fixture.store(
                INBOX,
                2,
                IntStream.range(0, Window.MAX_MAILS / 2)
                        .mapToObj(number -> mail("backlog " + number))
                        .toArray(byte[][]::new));
        try (Window next = fixture.intake().open(INBOX)) {
            assertThat(next.mails()).isZero();
            assertThat(fixture.intake().isCatchingUp()).isTrue();
        }
        assertThat(fixture.intake().isCatchingUp()).isFalse();
    }

    @Test
    void rebuildsTheSameLedgerFromTheSegmentsAlone() throws Exception {
        fixture.close();
        fixture = new ArchiveFixture(home, 1000);
        FolderKey support = new FolderKey("support", "INBOX", 3);
        fixture.store(INBOX, 1, ODD.toArray(byte[][]::new));
        fixture.store(support, 4, HELLO, ODD.get(2));
        fixture.store(INBOX, 7, HELLO, HELLO, OTHER);
        Set<String> before = fixture.ledger();
        assertThat(fixture.segment(2)).exists();
        fixture.loseDatabase();
        fixture.intake().take(fixture.scan(), false);
        assertThat(fixture.count("further_routing")).isEqualTo(2);
        fixture.loseDatabase();
        fixture.intake().take(fixture.scan(), true);
        assertThat(fixture.ledger()).isEqualTo(before);
        assertThat(fixture.count("further_routing")).isZero();
        fixture.intake().take(fixture.scan(), true);
        assertThat(fixture.ledger()).isEqualTo(before);
        assertThat(fixture.store(INBOX, 10, mail("next"))).isEqualTo(new Stored(1, 0, 0));
        assertThat(fixture.count("incident")).isZero();
    }

    @Test
    void namesADamagedMemberAndFindsTheOnesBehindIt() throws Exception {
        fixture.store(INBOX, 1, HELLO, ODD.get(5), OTHER);
        Scanned.Found second = found().get(1);
        flipByte(second.at().offset() + 200);
        assertThatThrownBy(() -> fixture.read(ODD.get(5)))
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("segment 1 offset");
        assertThat(fixture.read(OTHER)).isEqualTo(OTHER);
        fixture.loseDatabase();
        fixture.intake().take(fixture.scan(), true);
        assertThat(fixture.count("mail")).isEqualTo(2);
        assertThat(fixture.count("incident")).isEqualTo(1);
        assertThat(new FolderCursors(fixture.database()).cursor(INBOX).highestUid())
                .as("the damaged mail is fetched again")
                .isEqualTo(1);
        fixture.store(INBOX, 2, ODD.get(5));
        assertThat(fixture.read(ODD.get(5))).isEqualTo(ODD.get(5));
    }

    @Test
    void neverServesAnotherMailThanTheOneAskedFor() throws Exception {
        fixture.store(INBOX, 1, HELLO, OTHER);
        SegmentLocation at = found().get(0).at();
        assertThatThrownBy(() -> fixture.archive().open(at, idOf(OTHER))).isInstanceOf(DamagedMember.class);
    }

    @Test
    void letsStandardToolsReadOpenAndSealedSegments() throws Exception {
        Assumptions.assumeTrue(hasProgram("zstd") && hasProgram("tar"), "tar and zstd are needed");
        fixture.close();
        fixture = new ArchiveFixture(home, 1000);
        fixture.store(INBOX, 1, ODD.toArray(byte[][]::new));
        fixture.store(INBOX, 7, HELLO, ODD.get(1));
        for (int segment = 1; segment <= 2; segment++) {
            Process tar = new ProcessBuilder(
                            "tar", "--zstd", "-xf", fixture.segment(segment).toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(tar.getInputStream().readAllBytes(), ISO_8859_1))
                    .isEmpty();
            assertThat(tar.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(tar.exitValue()).isZero();
        }
        for (byte[] mail : ODD) {
            assertThat(Files.readAllBytes(home.resolve(idOf(mail) + ".eml"))).isEqualTo(mail);
        }
        assertThat(Files.readAllBytes(home.resolve(idOf(HELLO) + ".eml"))).isEqualTo(HELLO);
        try (var sightings = Files.list(home.resolve("sightings"))) {
            assertThat(sightings).hasSize(1);
        }
    }

    @Test
    void keepsTheSegmentsForTheirOwnerOnly() throws Exception {
        fixture.store(INBOX, 1, HELLO);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.segment(1))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("archive"))))
                .isEqualTo("rwx------");
    }

    private List<Scanned.Found> found() {
        return fixture.scan().stream()
                .filter(Scanned.Found.class::isInstance)
                .map(Scanned.Found.class::cast)
                .toList();
    }

    /** The rows as they were when only the first mail was committed. */
    private void forgetBehind(long committed) {
        fixture.database().jdbi().useHandle(handle -> {
            handle.execute("delete from sighting where uid > 1");
            handle.execute("delete from mail where segment_offset > 0");
            handle.execute("update folder set highest_uid = 1, sightings = 1");
            handle.execute("update segment set committed_length = ?", committed);
        });
    }

    private void flipByte(long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(fixture.segment(1));
        bytes[(int) offset] ^= 1;
        Files.write(fixture.segment(1), bytes);
    }

    private static String withoutReceived(String line) {
        String[] columns = line.split(" ");
        columns[4] = "";
        return String.join(" ", columns);
    }

    private static boolean hasProgram(String name) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!found && Boolean.getBoolean("mailroom.servers.required")) {
            throw new AssertionError(name + " is required");
        }
        return found;
    }

    private static byte[] mail(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
