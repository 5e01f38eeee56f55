package mailroom.archive;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.WrittenSegment.endFrame;
import static mailroom.archive.WrittenSegment.memberOf;
import static mailroom.archive.WrittenSegment.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentScanTest {

    @TempDir
    Path folder;

    private SegmentFiles files;
    private WrittenSegment segment;

    @BeforeEach
    void begin() throws IOException {
        files = new SegmentFiles(folder);
        segment = new WrittenSegment(files.file(1));
    }

    private SegmentScan scan(List<Integer> numbers, Map<Integer, Long> committed, SegmentLocation from) {
        return new SegmentScan(files, numbers, number -> Optional.ofNullable(committed.get(number)), from);
    }

    private static List<Scanned> all(SegmentScan scan) throws IOException {
        try (scan) {
            List<Scanned> all = new ArrayList<>();
            for (Optional<Scanned> item = scan.next(); item.isPresent(); item = scan.next()) {
                all.add(item.get());
            }
            return all;
        }
    }

    private List<Scanned> all(Map<Integer, Long> committed) throws IOException {
        return all(scan(List.of(1), committed, SegmentLocation.START));
    }

    private static SegmentLocation at(int segment, long offset) {
        return new SegmentLocation(segment, offset);
    }

    @Test
    void goesThroughTheMembersOfASegmentToTheEndOfItsFile() throws Exception {
        segment.mail(HELLO);
        long second = segment.length();
        segment.mail(OTHER);
        long end = segment.length();
        assertThat(all(Map.of()))
                .containsExactly(
                        new Scanned.Found(at(1, 0), memberOf(HELLO), at(1, second)),
                        new Scanned.Found(at(1, second), memberOf(OTHER), at(1, end)),
                        new Scanned.End(at(1, end), end, end, true));
    }

    @Test
    void endsWhereTheTarFileDoes() throws Exception {
        segment.mail(HELLO);
        long end = segment.add(endFrame()).offset();
        assertThat(all(Map.of())).last().isEqualTo(new Scanned.End(at(1, end), end, segment.length(), true));
    }

    @Test
    void readsOfASegmentThatTheLedgerKnowsWhatIsCommitted() throws Exception {
        segment.mail(HELLO);
        long second = segment.length();
        segment.mail(OTHER);
        long length = segment.length();
        assertThat(all(Map.of(1, second)))
                .containsExactly(
                        new Scanned.Found(at(1, 0), memberOf(HELLO), at(1, second)),
                        new Scanned.End(at(1, second), second, length, true));
        assertThat(all(Map.of(1, second + 1)).get(1))
                .isInstanceOf(Scanned.Damaged.class)
                .returns(at(1, second + 1), Scanned::next);
        assertThat(all(Map.of(1, length))).hasSize(3);
        assertThat(all(Map.of(1, length + 1))).last().isEqualTo(new Scanned.End(at(1, length), length, length, true));
    }

    @Test
    void goesOnBehindDamageAndSaysWhereTheLastWholeMemberEnded() throws Exception {
        segment.mail(HELLO);
        long second = segment.length();
        segment.mail(noise(2000));
        long third = segment.length();
        segment.mail(OTHER);
        segment.flip(second + 1000);
        long whole = segment.length();
        segment.add(noise(10));
        long end = segment.length();
        List<Scanned> all = all(Map.of());
        assertThat(all).hasSize(5);
        assertThat(all.get(1)).isInstanceOf(Scanned.Damaged.class);
        assertThat(all.get(1).at()).isEqualTo(at(1, second));
        assertThat(all.get(1).next()).isEqualTo(at(1, third));
        assertThat(all.get(2)).isEqualTo(new Scanned.Found(at(1, third), memberOf(OTHER), at(1, whole)));
        assertThat(all.get(3).next()).isEqualTo(at(1, end));
        assertThat(all.get(4)).isEqualTo(new Scanned.End(at(1, end), whole, end, true));
    }

    @Test
    void goesFromSegmentToSegmentByTheirNumbersAlsoWhereAFileIsMissing() throws Exception {
        segment.mail(HELLO);
        long end = segment.length();
        new WrittenSegment(files.file(12)).mail(OTHER);
        long last = Files.size(files.file(12));
        assertThat(all(scan(List.of(12, 7, 1, 7), Map.of(), SegmentLocation.START)))
                .containsExactly(
                        new Scanned.Found(at(1, 0), memberOf(HELLO), at(1, end)),
                        new Scanned.End(at(1, end), end, end, false),
                        new Scanned.End(at(7, 0), 0, 0, false),
                        new Scanned.Found(at(12, 0), memberOf(OTHER), at(12, last)),
                        new Scanned.End(at(12, last), last, last, true));
    }

    @Test
    void goesOnWhereAnEarlierScanWasLeft() throws Exception {
        segment.mail(HELLO);
        long second = segment.mail(OTHER).offset();
        long end = segment.length();
        assertThat(all(scan(List.of(1), Map.of(), at(1, second))))
                .hasSize(2)
                .first()
                .returns(at(1, second), Scanned::at);
        assertThat(all(scan(List.of(1), Map.of(), at(1, end))))
                .containsExactly(new Scanned.End(at(1, end), end, end, true));
        assertThat(all(scan(List.of(1), Map.of(), at(2, 0)))).isEmpty();
        assertThat(all(SegmentScan.ofTail(files, at(1, second)))).hasSize(2);
    }

    @Test
    void passesOnThatAFileCannotBeRead() throws Exception {
        Files.createDirectory(files.file(2));
        try (SegmentScan scan = scan(List.of(2), Map.of(), SegmentLocation.START)) {
            assertThatThrownBy(scan::next).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void readsNothingOnceItIsClosed() throws Exception {
        segment.mail(noise(200_000));
        segment.mail(noise(200_000));
        SegmentScan scan = scan(List.of(1), Map.of(), SegmentLocation.START);
        scan.next();
        scan.close();
        assertThatThrownBy(scan::next).isInstanceOf(RuntimeException.class);
        scan(List.of(1), Map.of(), SegmentLocation.START).close();
    }
}
