package mailroom.archive.member;

import static mailroom.archive.ArchiveFixture.HELLO;
import static mailroom.archive.ArchiveFixture.idOf;
import static mailroom.archive.WrittenSegment.memberOf;
import static mailroom.archive.WrittenSegment.noise;
import static mailroom.archive.WrittenSegment.sightingOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final Frames frames = new Frames();

    @AfterEach
    void end() {
        frames.close();
    }

    private static byte[] unpacked(byte[] frames) throws IOException {
        try (var zstd = new ZstdInputStream(new ByteArrayInputStream(frames))) {
            return zstd.readAllBytes();
        }
    }

    private void add(byte[] mail) {
        byte[] bytes = new byte[Frames.BEFORE + Frames.padded(mail.length)];
        System.arraycopy(mail, 0, bytes, Frames.BEFORE, mail.length);
        frames.addMail(memberOf(mail), bytes, Frames.BEFORE);
    }

    private static byte[] tarOf(byte[] mail) {
        var tar = new ByteArrayOutputStream();
        tar.writeBytes(MemberHeader.of(memberOf(mail)));
        tar.writeBytes(Arrays.copyOf(mail, Frames.padded(mail.length)));
        return tar.toByteArray();
    }

    @Test
    void fillsAContentToAWholeBlock() {
        assertThat(Frames.padded(0)).isZero();
        assertThat(Frames.padded(1)).isEqualTo(512);
        assertThat(Frames.padded(512)).isEqualTo(512);
        assertThat(Frames.padded(513)).isEqualTo(1024);
    }

    @Test
    void writesTheHeaderBeforeTheContentAndZerosOverWhatStandsBehindIt() throws Exception {
        byte[] bytes = new byte[Frames.BEFORE + 2 * MemberHeader.BLOCK];
        Arrays.fill(bytes, (byte) 'x');
        System.arraycopy(HELLO, 0, bytes, Frames.BEFORE, HELLO.length);
        frames.addMail(memberOf(HELLO), bytes, Frames.BEFORE);
        assertThat(unpacked(frames.take())).isEqualTo(tarOf(HELLO));
        assertThat(bytes[Frames.BEFORE + MemberHeader.BLOCK - 1]).isZero();
        assertThat(bytes[Frames.BEFORE + MemberHeader.BLOCK]).isEqualTo((byte) 'x');
    }

    @Test
    void writesAHeaderAlone() throws Exception {
        frames.addHeader(sightingOf(idOf(HELLO)));
        assertThat(unpacked(frames.take())).isEqualTo(MemberHeader.of(sightingOf(idOf(HELLO))));
    }

    @Test
    void endsTheTarFileWithTwoBlocksOfZeros() throws Exception {
        frames.addEnd();
        assertThat(unpacked(frames.take())).isEqualTo(new byte[1024]);
    }

    @Test
    void keepsAllFramesInTheirOrderHoweverManyBytesTheyTake() throws Exception {
        var expected = new ByteArrayOutputStream();
        int length = 0;
        for (int size : new int[] {1, 300_000, 2, 300_001, 700_000, 3}) {
            add(noise(size));
            expected.writeBytes(tarOf(noise(size)));
            assertThat(frames.length()).isGreaterThan(length + size);
            length = frames.length();
        }
        byte[] taken = frames.take();
        assertThat(taken).hasSize(length);
        assertThat(unpacked(taken)).isEqualTo(expected.toByteArray());
    }

    @Test
    void startsEmptyAgainOnceItsFramesWereTakenOrForgotten() throws Exception {
        add(noise(600_000));
        frames.clear();
        assertThat(frames.length()).isZero();
        assertThat(frames.take()).isEmpty();
        add(HELLO);
        frames.take();
        assertThat(frames.length()).isZero();
        add(HELLO);
        assertThat(unpacked(frames.take())).isEqualTo(tarOf(HELLO));
    }

    @Test
    void writesNothingOnceItIsClosed() {
        frames.close();
        assertThatThrownBy(frames::addEnd).isInstanceOf(IllegalStateException.class);
    }
}
