package mailroom.archive;

import static mailroom.archive.ArchiveFixture.mail;
import static mailroom.archive.WrittenSegment.noise;
import static mailroom.archive.WrittenSegment.plainFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameReaderTest {

    /** The size of the buffers, compressed and plain. */
    private static final int BUFFER = 128 * 1024;

    private static final byte[] FIRST = mail("the first frame");
    private static final byte[] SECOND = mail("the second");

    @TempDir
    Path folder;

    private WrittenSegment segment;

    @BeforeEach
    void begin() throws IOException {
        segment = new WrittenSegment(folder.resolve("1"));
    }

    private static byte[] read(FrameReader reader, int length) throws IOException {
        byte[] bytes = new byte[length];
        reader.readFully(bytes, 0, length);
        return bytes;
    }

    @Test
    void readsFrameAfterFrameAndKnowsWhereEachOneBegins() throws Exception {
        segment.add(plainFrame(FIRST));
        long second = segment.add(plainFrame(SECOND)).offset();
        try (FrameReader reader = segment.frames()) {
            assertThat(reader.segment()).isEqualTo(WrittenSegment.NUMBER);
            assertThat(reader.position()).isZero();
            assertThat(reader.atEnd()).isFalse();
            assertThat(read(reader, FIRST.length)).isEqualTo(FIRST);
            reader.finishFrame();
            assertThat(reader.position()).isEqualTo(second);
            assertThat(reader.atEnd()).isFalse();
            assertThat(read(reader, SECOND.length)).isEqualTo(SECOND);
            reader.finishFrame();
            assertThat(reader.position()).isEqualTo(segment.length());
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @Test
    void isNotAtItsEndBeforeTheLastByteIsTaken() throws Exception {
        segment.add(plainFrame(FIRST));
        try (FrameReader reader = segment.frames()) {
            read(reader, FIRST.length - 1);
            assertThat(reader.position()).isEqualTo(segment.length());
            assertThat(reader.atEnd()).isFalse();
            read(reader, 1);
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @Test
    void readsIntoTheMiddleOfAnArrayAndNeverMoreThanIsAskedFor() throws Exception {
        segment.add(plainFrame(FIRST));
        try (FrameReader reader = segment.frames()) {
            byte[] target = new byte[10];
            assertThat(reader.read(target, 2, 3)).isEqualTo(3);
            reader.readFully(target, 5, 2);
            assertThat(target).isEqualTo(mail("\0\0the f\0\0\0"));
        }
    }

    @Test
    void readsAFrameThatIsLargerThanItsBuffers() throws Exception {
        byte[] large = noise(3 * BUFFER + 1);
        segment.add(plainFrame(large));
        segment.add(plainFrame(SECOND));
        try (FrameReader reader = segment.frames()) {
            assertThat(read(reader, large.length)).isEqualTo(large);
            reader.finishFrame();
            assertThat(read(reader, SECOND.length)).isEqualTo(SECOND);
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @Test
    void readsNoMoreThanIsAskedForAlsoWhereItReadsTwice() throws Exception {
        byte[] large = noise(3 * BUFFER);
        segment.add(plainFrame(large));
        try (FrameReader reader = segment.frames()) {
            byte[] target = new byte[2 * BUFFER];
            reader.readFully(target, 0, BUFFER + 10);
            assertThat(target).isEqualTo(Arrays.copyOf(Arrays.copyOf(large, BUFFER + 10), 2 * BUFFER));
        }
    }

    @Test
    void takesAllThatAFewCompressedBytesBecomeBeforeItReadsTheNext() throws Exception {
        byte[] zeros = new byte[8 * BUFFER];
        segment.add(plainFrame(zeros));
        try (FrameReader reader = segment.frames()) {
            assertThat(read(reader, zeros.length)).isEqualTo(zeros);
            reader.finishFrame();
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @Test
    void readsOnBehindAFrameThatFilledItsBufferExactly() throws Exception {
        segment.add(plainFrame(new byte[BUFFER]));
        try (FrameReader reader = segment.frames()) {
            assertThat(read(reader, BUFFER)).isEqualTo(new byte[BUFFER]);
            reader.finishFrame();
            segment.add(plainFrame(SECOND));
            assertThat(read(reader, SECOND.length)).isEqualTo(SECOND);
        }
    }

    @Test
    void provesAChecksumThatBeginsInOneBufferAndEndsInTheNext() throws Exception {
        byte[] content = contentOfAFrameOf(BUFFER + 2);
        segment.add(plainFrame(content));
        try (FrameReader reader = segment.frames()) {
            assertThat(read(reader, content.length)).isEqualTo(content);
            assertThat(reader.position()).isEqualTo(BUFFER);
            assertThat(reader.atEnd()).isFalse();
            reader.finishFrame();
            assertThat(reader.position()).isEqualTo(BUFFER + 2);
            assertThat(reader.atEnd()).isTrue();
        }
        segment.flip(BUFFER + 1);
        try (FrameReader reader = segment.frames()) {
            read(reader, content.length);
            assertThatThrownBy(reader::finishFrame)
                    .isInstanceOf(DamagedMember.class)
                    .hasMessageContaining("does not decompress");
        }
    }

    private static byte[] contentOfAFrameOf(int length) {
        int size = length;
        while (plainFrame(noise(size)).length > length) {
            size--;
        }
        assertThat(plainFrame(noise(size))).hasSize(length);
        return noise(size);
    }

    @Test
    void refusesAFrameWithMoreThanWasExpectedOfIt() throws Exception {
        segment.add(plainFrame(FIRST));
        try (FrameReader reader = segment.frames()) {
            read(reader, FIRST.length - 1);
            assertThatThrownBy(reader::finishFrame)
                    .isInstanceOf(DamagedMember.class)
                    .hasMessage("segment 1 offset %d: a frame is longer than its member", segment.length());
        }
    }

    @Test
    void saysThatTheSegmentEndsWithinAMember() throws Exception {
        segment.add(plainFrame(FIRST));
        segment.cutTo(segment.length() - 1);
        try (FrameReader reader = segment.frames()) {
            assertThatThrownBy(() -> read(reader, FIRST.length + 1))
                    .isInstanceOf(DamagedMember.class)
                    .hasMessage("segment 1 offset %d: the segment ends within a member", segment.length());
        }
    }

    @Test
    void goesBackInWhatItHasReadWithoutReadingTheFileAgain() throws Exception {
        segment.add(plainFrame(FIRST));
        long second = segment.add(plainFrame(SECOND)).offset();
        try (FrameReader reader = segment.frames()) {
            reader.seek(second);
            assertThat(reader.position()).isEqualTo(second);
            reader.seek(0);
            assertThat(read(reader, FIRST.length)).isEqualTo(FIRST);
            segment.blank();
            reader.seek(second);
            assertThat(reader.position()).isEqualTo(second);
            assertThat(read(reader, SECOND.length)).isEqualTo(SECOND);
            reader.seek(segment.length());
            assertThat(reader.position()).isEqualTo(segment.length());
            assertThat(reader.atEnd()).isTrue();
            reader.seek(0);
            assertThat(reader.position()).isZero();
            assertThat(read(reader, FIRST.length)).isEqualTo(FIRST);
        }
    }

    @Test
    void readsTheFileAgainForWhatLiesOneByteBeforeOrBehindItsBuffer() throws Exception {
        segment.add(noise(100));
        segment.add(plainFrame(FIRST));
        segment.add(noise(2 * BUFFER));
        try (FrameReader reader = segment.frames()) {
            for (long elsewhere : new long[] {99, 100 + BUFFER + 1}) {
                reader.seek(100);
                assertThat(read(reader, FIRST.length)).isEqualTo(FIRST);
                reader.seek(elsewhere);
                assertThat(reader.position()).isEqualTo(elsewhere);
            }
        }
    }

    @Test
    void forgetsTheRestOfAFrameThatItLeavesInTheMiddle() throws Exception {
        byte[] large = noise(BUFFER / 2);
        segment.add(plainFrame(large));
        long second = segment.add(plainFrame(SECOND)).offset();
        segment.add(plainFrame(noise(2 * BUFFER)));
        try (FrameReader reader = segment.frames()) {
            assertThat(read(reader, 5)).isEqualTo(Arrays.copyOf(large, 5));
            reader.seek(second);
            assertThat(read(reader, SECOND.length)).isEqualTo(SECOND);
            assertThat(read(reader, 5)).isEqualTo(Arrays.copyOf(noise(2 * BUFFER), 5));
            reader.seek(second);
            assertThat(reader.atEnd()).isFalse();
            assertThat(read(reader, SECOND.length)).isEqualTo(SECOND);
            reader.seek(segment.length());
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @Test
    void readsNothingBehindTheBytesThatItMayRead() throws Exception {
        segment.add(plainFrame(FIRST));
        long most = segment.length();
        segment.add(plainFrame(SECOND));
        try (FrameReader reader = new FrameReader(1, segment.file(), most)) {
            read(reader, FIRST.length);
            reader.finishFrame();
            assertThat(reader.atEnd()).isTrue();
            assertThatThrownBy(() -> read(reader, 1)).hasMessageContaining("ends within a member");
        }
        try (FrameReader reader = new FrameReader(1, segment.file(), most + 1)) {
            read(reader, FIRST.length);
            reader.finishFrame();
            assertThat(reader.atEnd()).isFalse();
            assertThatThrownBy(() -> read(reader, 1)).hasMessageContaining("ends within a member");
        }
    }

    @Test
    void seesThatTheFileHasGrownWhereItComesToTheEndThatItKnew() throws Exception {
        segment.add(plainFrame(FIRST));
        try (FrameReader reader = segment.frames()) {
            read(reader, FIRST.length);
            segment.add(plainFrame(SECOND));
            assertThat(read(reader, SECOND.length)).isEqualTo(SECOND);
            assertThat(reader.position()).isEqualTo(segment.length());
        }
    }

    @Test
    void refusesAPlaceBehindTheEnd() throws Exception {
        segment.add(plainFrame(FIRST));
        try (FrameReader reader = segment.frames()) {
            reader.seek(segment.length() + 1);
            assertThatThrownBy(() -> read(reader, 1))
                    .isInstanceOf(DamagedMember.class)
                    .hasMessageContaining("ends within a member");
        }
    }

    @Test
    void readsNothingOnceItIsClosed() throws Exception {
        segment.add(plainFrame(FIRST));
        segment.add(plainFrame(SECOND));
        FrameReader reader = segment.frames();
        read(reader, FIRST.length);
        reader.close();
        assertThatThrownBy(() -> read(reader, SECOND.length)).isInstanceOf(IllegalStateException.class);
        FrameReader unread = segment.frames();
        unread.close();
        assertThatThrownBy(() -> read(unread, 1)).isInstanceOf(ClosedChannelException.class);
    }
}
