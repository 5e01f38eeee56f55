package mailroom.archive;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.OTHER;
import static mailroom.archive.WrittenSegment.endFrame;
import static mailroom.archive.WrittenSegment.noise;
import static mailroom.archive.WrittenSegment.plainFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemberSearchTest {

    /** So many bytes are looked through at once. */
    private static final int BUFFER = 1 << 20;

    private static final byte[] MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    @TempDir
    Path folder;

    private WrittenSegment segment;

    @BeforeEach
    void begin() throws IOException {
        segment = new WrittenSegment(folder.resolve("1"));
    }

    private long after(long offset, long limit) throws IOException {
        try (MemberSearch search = new MemberSearch(WrittenSegment.NUMBER, segment.file(), limit)) {
            return search.after(offset);
        }
    }

    private long after(long offset) throws IOException {
        return after(offset, Long.MAX_VALUE);
    }

    @Test
    void findsTheMemberBehindThePlaceAndNotTheOneThere() throws Exception {
        segment.mail(HELLO);
        SegmentLocation second = segment.mail(OTHER);
        SegmentLocation third = segment.mail(HELLO);
        assertThat(after(0)).isEqualTo(second.offset());
        assertThat(after(second.offset() - 1)).isEqualTo(second.offset());
        assertThat(after(second.offset())).isEqualTo(third.offset());
        assertThat(after(third.offset())).isEqualTo(segment.length());
    }

    @Test
    void stepsOverFramesThatBeginNoMember() throws Exception {
        segment.add(MAGIC);
        segment.add(plainFrame(noise(2000)));
        segment.add(endFrame());
        segment.add(MAGIC);
        SegmentLocation member = segment.mail(HELLO);
        assertThat(after(0)).isEqualTo(member.offset());
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, -4, -3, -2, -1, 0, 1})
    void findsAMemberThatBeginsWhereOneBufferEndsAndTheNextBegins(int beside) throws Exception {
        int begin = 1 + BUFFER + beside;
        segment.add(new byte[begin]);
        segment.mail(HELLO);
        assertThat(after(0)).isEqualTo(begin);
    }

    @Test
    void findsAMemberManyBuffersAway() throws Exception {
        segment.add(new byte[3 * BUFFER + 17]);
        segment.mail(HELLO);
        assertThat(after(0)).isEqualTo(3 * BUFFER + 17);
        assertThat(after(BUFFER)).isEqualTo(3 * BUFFER + 17);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 8})
    void findsNothingInTheLastBytesOfAFile(int length) throws Exception {
        segment.add(new byte[1 + length]);
        assertThat(after(0)).isEqualTo(1 + length);
    }

    @Test
    void findsNothingBehindWhatMayBeRead() throws Exception {
        segment.add(noise(100));
        SegmentLocation member = segment.mail(HELLO);
        assertThat(after(0, member.offset())).isEqualTo(member.offset());
        assertThat(after(0, member.offset() + 4)).isEqualTo(member.offset() + 4);
        assertThat(after(0, segment.length() - 1)).isEqualTo(member.offset());
        assertThat(after(0, segment.length())).isEqualTo(member.offset());
    }

    @Test
    void looksAtTheMagicNumberThatEndsWithTheFile() throws Exception {
        segment.add(new byte[10]);
        segment.add(MAGIC);
        assertThat(after(0)).isEqualTo(14);
        assertThat(after(9)).isEqualTo(14);
        assertThat(after(13)).isEqualTo(14);
    }

    @Test
    void endsWhereTheFileWasCutMeanwhile() throws Exception {
        segment.add(new byte[100]);
        try (MemberSearch search = new MemberSearch(WrittenSegment.NUMBER, segment.file(), Long.MAX_VALUE)) {
            segment.cutTo(4);
            assertThat(search.after(0)).isEqualTo(100);
            segment.cutTo(1);
            assertThat(search.after(0)).isEqualTo(100);
        }
    }

    @Test
    void readsNothingOnceItIsClosed() throws Exception {
        segment.add(new byte[100]);
        MemberSearch search = new MemberSearch(WrittenSegment.NUMBER, segment.file(), Long.MAX_VALUE);
        search.close();
        assertThatThrownBy(() -> search.after(0)).isInstanceOf(ClosedChannelException.class);
    }
}
