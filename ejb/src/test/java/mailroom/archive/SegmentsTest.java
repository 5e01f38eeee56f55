package mailroom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import mailroom.archive.SegmentRows.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {

    private static final Consumer<List<Scanned>> NO_TAIL = tail -> {
        throw new AssertionError("there is no tail: " + tail);
    };

    @TempDir
    Path home;

    private final ArchiveFixture.Disk disk = new ArchiveFixture.Disk();
    private ArchiveFixture fixture;
    private SegmentFiles files;
    private SegmentRows rows;
    private Segments segments;

    @BeforeEach
    void begin() {
        fixture = new ArchiveFixture(home.resolve("emptied"));
        files = new SegmentFiles(home.resolve("archive"));
        rows = new SegmentRows(fixture.database());
        segments = sealedAt(1000);
    }

    @AfterEach
    void end() {
        segments.close();
        fixture.close();
    }

    private Segments sealedAt(long bytes) {
        return new Segments(files, rows, bytes, disk);
    }

    /** As intake does it: append, make durable, commit. */
    private void store(int bytes) throws IOException {
        segments.ready(NO_TAIL);
        segments.append(new byte[bytes], 0, bytes);
        segments.force();
        rows.extend(segments.number(), segments.end().offset());
        segments.committed();
    }

    private void restart() {
        segments.close();
        segments = sealedAt(1000);
    }

    @Test
    void beginsWithSegmentOneAndSaysWhereTheNextMemberWillBegin() throws Exception {
        segments.ready(NO_TAIL);
        assertThat(segments.end()).isEqualTo(SegmentLocation.START);
        assertThat(segments.committedLength()).isZero();
        assertThat(rows.all()).containsExactly(new Row(1, 0, false));
        segments.append(new byte[] {9, 1, 2, 9}, 1, 2);
        assertThat(segments.number()).isEqualTo(1);
        assertThat(segments.end()).isEqualTo(new SegmentLocation(1, 2));
        assertThat(segments.committedLength()).isZero();
        segments.force();
        segments.committed();
        assertThat(segments.committedLength()).isEqualTo(2);
        assertThat(files.file(1)).hasBinaryContent(new byte[] {1, 2});
    }

    @Test
    void sealsASegmentThatHasGrownToItsSizeAndNotOneByteBefore() throws Exception {
        store(999);
        segments.ready(NO_TAIL);
        assertThat(segments.number()).isEqualTo(1);
        store(1);
        segments.ready(NO_TAIL);
        assertThat(segments.number()).isEqualTo(2);
        assertThat(segments.committedLength()).isZero();
        long sealed = 1000 + WrittenSegment.endFrame().length;
        assertThat(rows.all()).containsExactly(new Row(1, sealed, true), new Row(2, 0, false));
        assertThat(Files.readAllBytes(files.file(1))).hasSize((int) sealed).endsWith(WrittenSegment.endFrame());
    }

    @Test
    void goesOnInTheOpenSegmentAfterARestart() throws Exception {
        store(999);
        restart();
        segments.ready(NO_TAIL);
        assertThat(segments.end()).isEqualTo(new SegmentLocation(1, 999));
        assertThat(segments.committedLength()).isEqualTo(999);
    }

    @Test
    void takesTheNumberBehindTheHighestWhereEachSegmentIsSealed() throws Exception {
        rows.insert(new Row(4, 5, true));
        segments.ready(NO_TAIL);
        assertThat(segments.number()).isEqualTo(5);
    }

    @Test
    void holdsAnOpenSegmentThatIsShorterThanTheDatabaseKnows() throws Exception {
        store(10);
        restart();
        Files.write(files.file(1), new byte[9]);
        assertThatThrownBy(() -> segments.ready(NO_TAIL))
                .isInstanceOf(ArchiveHeld.class)
                .hasMessageStartingWith("segment 1 has 9 bytes, the database knows 10: ");
        assertThat(files.file(1)).hasBinaryContent(new byte[9]);
        Files.write(files.file(1), new byte[10]);
        assertThatCode(() -> segments.ready(NO_TAIL)).doesNotThrowAnyException();
    }

    @Test
    void asksNoSealedSegmentForItsFile() throws Exception {
        rows.insert(new Row(1, 5, true));
        assertThatCode(() -> segments.ready(NO_TAIL)).doesNotThrowAnyException();
    }

    @Test
    void makesTheFileOfAnEmptySegmentWhoseRowACrashLeftAlone() throws Exception {
        rows.insert(new Row(1, 0, false));
        segments.ready(NO_TAIL);
        assertThat(files.file(1)).isEmptyFile();
        assertThat(segments.number()).isEqualTo(1);
    }

    @Test
    void namesTheFirstOfTheSegmentsThatTheDatabaseDoesNotKnow() throws Exception {
        rows.insert(new Row(1, 0, true));
        files.createFolders();
        files.create(1);
        files.create(3);
        files.create(2);
        assertThatThrownBy(() -> segments.ready(NO_TAIL))
                .isInstanceOf(LedgerMissing.class)
                .hasMessageStartingWith("2 segments exist that the database does not know, the first is 2");
        assertThat(rows.all()).hasSize(1);
    }

    @Test
    void cutsBackToWhatTheDatabaseSaysIsCommitted() throws Exception {
        store(10);
        segments.append(new byte[5], 0, 5);
        segments.rollBack();
        assertThat(segments.end()).isEqualTo(new SegmentLocation(1, 10));
        segments.append(new byte[5], 0, 5);
        segments.force();
        rows.extend(1, 15);
        segments.rollBack();
        assertThat(segments.end()).isEqualTo(new SegmentLocation(1, 15));
        assertThat(segments.committedLength()).isEqualTo(15);
        assertThat(files.file(1)).hasSize(15);
    }

    @Test
    void hasNothingToCutBackBeforeItIsReady() {
        assertThatCode(segments::rollBack).doesNotThrowAnyException();
    }

    @Test
    void neverWritesASegmentAgainWhoseDiskFailed() throws Exception {
        store(10);
        segments.append(new byte[5], 0, 5);
        disk.fails = true;
        assertThatThrownBy(segments::force).isInstanceOf(IOException.class);
        disk.fails = false;
        segments.ready(NO_TAIL);
        assertThat(rows.all()).containsExactly(new Row(1, 10, true), new Row(2, 0, false));
        assertThat(files.file(1)).hasSize(10);
        store(7);
        segments.append(new byte[1], 0, 1);
        segments.rollBack();
        assertThat(rows.all()).containsExactly(new Row(1, 10, true), new Row(2, 7, false));
    }

    @Test
    void letsGoOfTheArchiveWhenItIsClosed() throws Exception {
        segments.ready(NO_TAIL);
        Segments second = sealedAt(1000);
        assertThatThrownBy(second::incoming).isInstanceOf(ArchiveHeld.class);
        segments.close();
        assertThat(second.incoming()).isEqualTo(files.incoming()).isDirectory();
        second.close();
        segments.ready(NO_TAIL);
        assertThat(segments.number()).isEqualTo(1);
    }

    @Test
    void keepsALargeMailsFileBesideTheSegmentsWithoutForgettingItBefore() throws Exception {
        Path spooled = Files.createFile(segments.incoming().resolve("mail"));
        assertThat(segments.incoming()).isEqualTo(files.incoming());
        assertThat(spooled).exists();
        segments.ready(NO_TAIL);
        assertThat(spooled).exists();
        Files.write(spooled, new byte[] {1, 2, 3});
        segments.append(spooled);
        assertThat(segments.end()).isEqualTo(new SegmentLocation(1, 3));
    }

    @Test
    void closesTheSegmentsFile() throws Exception {
        segments.ready(NO_TAIL);
        segments.close();
        assertThatThrownBy(segments::number).isInstanceOf(NullPointerException.class);
    }
}
