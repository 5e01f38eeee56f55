package mailroom.archive;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.ArchiveFixture.idOf;
import static mailroom.archive.WrittenSegment.endFrame;
import static mailroom.archive.WrittenSegment.frameOf;
import static mailroom.archive.WrittenSegment.noise;
import static mailroom.archive.WrittenSegment.seen;
import static mailroom.archive.WrittenSegment.sightingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mailroom.archive.member.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveReaderTest {

    @TempDir
    Path folder;

    private WrittenSegment segment;
    private ArchiveReader reader;

    @BeforeEach
    void begin() throws IOException {
        SegmentFiles files = new SegmentFiles(folder);
        segment = new WrittenSegment(files.file(WrittenSegment.NUMBER));
        reader = new ArchiveReader(files);
    }

    @AfterEach
    void end() throws IOException {
        reader.close();
    }

    @Test
    void readsMailsOfOneSegmentAndOfAnother() throws Exception {
        SegmentLocation hello = segment.mail(HELLO);
        SegmentLocation other = segment.mail(OTHER);
        WrittenSegment second = new WrittenSegment(new SegmentFiles(folder).file(2));
        second.mail(OTHER);
        assertThat(reader.open(hello, idOf(HELLO)).readAllBytes()).isEqualTo(HELLO);
        assertThat(reader.open(other, idOf(OTHER)).readAllBytes()).isEqualTo(OTHER);
        assertThat(reader.open(new SegmentLocation(2, 0), idOf(OTHER)).readAllBytes())
                .isEqualTo(OTHER);
        assertThat(reader.open(hello, idOf(HELLO)).readAllBytes()).isEqualTo(HELLO);
    }

    @Test
    void readsAheadSoThatTheNextMailsNeedNoFile() throws Exception {
        SegmentLocation hello = segment.mail(HELLO);
        SegmentLocation other = segment.mail(OTHER);
        reader.open(hello, idOf(HELLO));
        segment.blank();
        assertThat(reader.open(other, idOf(OTHER)).readAllBytes()).isEqualTo(OTHER);
    }

    @Test
    void refusesAnotherMailOrASightingOrTheEndInItsPlace() throws Exception {
        SegmentLocation hello = segment.mail(HELLO);
        SegmentLocation sighting = segment.add(frameOf(sightingOf(idOf(HELLO)), new byte[0]));
        SegmentLocation end = segment.add(endFrame());
        assertThatThrownBy(() -> reader.open(hello, idOf(OTHER)))
                .isInstanceOf(DamagedMember.class)
                .hasMessage("segment 1 offset 0: another member lies there than mail " + idOf(OTHER));
        assertThatThrownBy(() -> reader.open(sighting, idOf(HELLO)))
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("another member lies there");
        assertThatThrownBy(() -> reader.open(end, idOf(HELLO)))
                .isInstanceOf(DamagedMember.class)
                .hasMessage(end + ": the segment ends");
    }

    @Test
    void provesAMailWithoutAnyByteWhenItIsOpened() throws Exception {
        SegmentLocation empty = segment.mail(new byte[0]);
        SegmentLocation wrong =
                segment.add(frameOf(new Member(Member.Kind.MAIL, idOf(HELLO), 0, seen("")), new byte[0]));
        assertThat(reader.open(empty, idOf(new byte[0])).readAllBytes()).isEmpty();
        assertThatThrownBy(() -> reader.open(wrong, idOf(HELLO)))
                .isInstanceOf(DamagedMember.class)
                .hasMessageContaining("hash");
    }

    @Test
    void leavesTheRestOfAMailUnread() throws Exception {
        SegmentLocation wrong =
                segment.add(frameOf(new Member(Member.Kind.MAIL, idOf(HELLO), OTHER.length, seen("")), OTHER));
        assertThat(reader.<Integer>read(wrong, idOf(HELLO), InputStream::read)).isEqualTo('F');
        assertThatThrownBy(() -> reader.read(wrong, idOf(HELLO), InputStream::readAllBytes))
                .isInstanceOf(DamagedMember.class);
    }

    @Test
    void readsFromTheFileItselfWhatLooksDamagedInTheBytesItReadAhead() throws Exception {
        SegmentLocation hello = segment.mail(HELLO);
        SegmentLocation other = segment.mail(OTHER);
        segment.flip(other.offset() + 100);
        assertThat(reader.open(hello, idOf(HELLO)).readAllBytes()).isEqualTo(HELLO);
        segment.flip(other.offset() + 100);
        assertThatThrownBy(() -> reader.open(other, idOf(OTHER)).readAllBytes()).isInstanceOf(DamagedMember.class);
        assertThat(reader.<byte[]>read(other, idOf(OTHER), InputStream::readAllBytes))
                .isEqualTo(OTHER);
    }

    @Test
    void readsASecondTimeAndNotAThird() throws Exception {
        SegmentLocation hello = segment.mail(HELLO);
        List<Integer> times = new ArrayList<>();
        assertThat(reader.<String>read(hello, idOf(HELLO), bytes -> {
                    times.add(1);
                    if (times.size() == 1) {
                        throw new DamagedMember(hello, "looks damaged");
                    }
                    return new String(bytes.readAllBytes());
                }))
                .isEqualTo(new String(HELLO));
        times.clear();
        assertThatThrownBy(() -> reader.read(hello, idOf(HELLO), bytes -> {
                    times.add(1);
                    throw new DamagedMember(hello, "is damaged");
                }))
                .hasMessageContaining("is damaged");
        assertThat(times).hasSize(2);
    }

    @Test
    void holdsWhereTheSegmentsFileIsMissing() throws Exception {
        segment.mail(HELLO);
        assertThatThrownBy(() -> reader.open(new SegmentLocation(2, 0), idOf(HELLO)))
                .isInstanceOf(ArchiveHeld.class)
                .hasMessageStartingWith("segment 2 is not in " + folder);
        assertThat(reader.open(new SegmentLocation(1, 0), idOf(HELLO)).readAllBytes())
                .isEqualTo(HELLO);
    }

    @Test
    void opensItsSegmentAgainOnceItWasClosed() throws Exception {
        byte[] large = noise(300_000);
        SegmentLocation at = segment.mail(large);
        InputStream open = reader.open(at, idOf(large));
        reader.close();
        reader.close();
        assertThatThrownBy(open::readAllBytes)
                .isInstanceOfAny(IllegalStateException.class, ClosedChannelException.class);
        assertThat(reader.open(at, idOf(large)).readAllBytes()).isEqualTo(large);
    }
}
