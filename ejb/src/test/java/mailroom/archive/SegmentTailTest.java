package mailroom.archive;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.mail;
import static mailroom.archive.WrittenSegment.frameOf;
import static mailroom.archive.WrittenSegment.memberOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mailroom.archive.SegmentRows.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the tail that a crash left is handed to the ledger, and what of it. */
class SegmentTailTest {

    /** So many are handed over at once. */
    private static final int BATCH = 500;

    @TempDir
    Path home;

    private final ArchiveFixture.Disk disk = new ArchiveFixture.Disk();
    private final List<List<Scanned>> handed = new ArrayList<>();
    private ArchiveFixture fixture;
    private SegmentFiles files;
    private SegmentRows rows;
    private WrittenSegment segment;

    @BeforeEach
    void begin() throws IOException {
        fixture = new ArchiveFixture(home.resolve("emptied"));
        files = new SegmentFiles(home);
        rows = new SegmentRows(fixture.database());
        segment = new WrittenSegment(files.file(1));
        segment.mail(HELLO);
        rows.insert(new Row(1, segment.length(), false));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private long takeIn() throws IOException {
        try (SegmentFile file = new SegmentFile(1, files.file(1))) {
            return new CrashTail(files, rows, disk).takeIn(file, rows.row(1).orElseThrow(), handed::add);
        }
    }

    private void addMails(int count) throws IOException {
        var frames = new ByteArrayOutputStream();
        for (int number = 0; number < count; number++) {
            byte[] mail = mail("mail " + number);
            frames.writeBytes(frameOf(memberOf(mail), mail));
        }
        segment.add(frames.toByteArray());
    }

    private static Row open(long length) {
        return new Row(1, length, false);
    }

    @Test
    void handsOverNothingWhereNothingLiesBehindTheCommittedEnd() throws Exception {
        long committed = segment.length();
        assertThat(takeIn()).isEqualTo(committed);
        assertThat(handed).isEmpty();
        assertThat(segment.length()).isEqualTo(committed);
    }

    @Test
    void handsOverAtMost500AtOnce() throws Exception {
        addMails(BATCH - 1);
        takeIn();
        assertThat(handed).extracting(List::size).containsExactly(BATCH - 1);
    }

    @Test
    void handsOver500AtOnceAndNothingBehindThem() throws Exception {
        addMails(BATCH);
        takeIn();
        assertThat(handed).extracting(List::size).containsExactly(BATCH);
    }

    @Test
    void handsOverTheFirstOfTheNextByItself() throws Exception {
        addMails(BATCH + 1);
        long length = segment.length();
        assertThat(takeIn()).isEqualTo(length);
        assertThat(handed).extracting(List::size).containsExactly(BATCH, 1);
        assertThat(rows.all()).containsExactly(open(length));
        assertThat(handed.get(1).get(0)).isInstanceOf(Scanned.Found.class);
    }

    @Test
    void handsOverDamageBetweenMembersAndNotTheTornEnd() throws Exception {
        long damaged = segment.mail(mail("damaged")).offset();
        segment.mail(OTHER);
        long whole = segment.length();
        byte[] torn = frameOf(memberOf(HELLO), HELLO);
        segment.add(Arrays.copyOf(torn, torn.length - 1));
        segment.flip(damaged + 100);
        assertThat(takeIn()).isEqualTo(whole);
        assertThat(handed).hasSize(1);
        assertThat(handed.get(0))
                .extracting(item -> (Object) item.getClass())
                .containsExactly(Scanned.Damaged.class, Scanned.Found.class);
        assertThat(segment.length()).isEqualTo(whole);
        assertThat(rows.all()).containsExactly(open(whole));
    }

    @Test
    void handsOverNothingOfATailThatIsAllTorn() throws Exception {
        long committed = segment.length();
        segment.add(new byte[] {1, 2, 3});
        assertThat(takeIn()).isEqualTo(committed);
        assertThat(handed).isEmpty();
        assertThat(segment.length()).isEqualTo(committed);
        assertThat(rows.all()).containsExactly(open(committed));
    }

    @Test
    void makesTheTailDurableBeforeAndTheCutAfterTheLedgerHasIt() throws Exception {
        segment.mail(OTHER);
        List<Integer> handedAtForce = new ArrayList<>();
        disk.beforeForce = () -> handedAtForce.add(handed.size());
        takeIn();
        assertThat(handedAtForce).containsExactly(0, 1);
    }

    @Test
    void sealsTheSegmentAtItsCommittedEndWhereTheDiskFails() throws Exception {
        long committed = segment.length();
        segment.mail(OTHER);
        disk.fails = true;
        assertThatThrownBy(this::takeIn).isInstanceOf(IOException.class);
        assertThat(handed).isEmpty();
        assertThat(segment.length()).isEqualTo(committed);
        assertThat(rows.all()).containsExactly(new Row(1, committed, true));
    }
}
