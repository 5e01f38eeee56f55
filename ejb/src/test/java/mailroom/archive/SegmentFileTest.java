package mailroom.archive;

import static mailroom.archive.WrittenSegment.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentFileTest {

    /** So many bytes wait until they are written. */
    private static final int BUFFER = 256 * 1024;

    private static final Fsync NO_FORCE = channel -> {};

    @TempDir
    Path folder;

    private Path path;
    private SegmentFile file;

    @BeforeEach
    void begin() throws IOException {
        path = Files.write(folder.resolve("1"), new byte[] {1, 2, 3});
        file = new SegmentFile(7, path);
    }

    @AfterEach
    void end() throws IOException {
        file.close();
    }

    @Test
    void goesOnAtTheEndOfWhatIsThere() throws Exception {
        assertThat(file.number()).isEqualTo(7);
        assertThat(file.length()).isEqualTo(3);
        file.append(new byte[] {9, 4, 5, 9}, 1, 2);
        assertThat(file.length()).isEqualTo(5);
        file.force(NO_FORCE);
        assertThat(file.length()).isEqualTo(5);
        assertThat(path).hasBinaryContent(new byte[] {1, 2, 3, 4, 5});
    }

    @Test
    void writesAllBeforeItIsForced() throws Exception {
        List<Long> sizes = new ArrayList<>();
        file.append(new byte[] {4}, 0, 1);
        file.force((FileChannel channel) -> sizes.add(channel.size()));
        assertThat(sizes).containsExactly(4L);
    }

    @ParameterizedTest
    @ValueSource(ints = {BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER, 2 * BUFFER + 1})
    void writesWhatIsAsLongAsItsBufferOrLonger(int length) throws Exception {
        byte[] bytes = noise(length + 10);
        file.append(bytes, 5, length);
        assertThat(file.length()).isEqualTo(3 + length);
        file.append(new byte[] {6}, 0, 1);
        file.force(NO_FORCE);
        var expected = new ByteArrayOutputStream();
        expected.writeBytes(new byte[] {1, 2, 3});
        expected.write(bytes, 5, length);
        expected.write(6);
        assertThat(path).hasBinaryContent(expected.toByteArray());
        assertThat(file.length()).isEqualTo(length + 4);
    }

    @Test
    void waitsWithWritingUntilItsBufferIsFull() throws Exception {
        file.append(new byte[BUFFER], 0, BUFFER);
        assertThat(path).hasSize(3);
        file.append(new byte[1], 0, 1);
        assertThat(path).hasSize(3 + BUFFER);
    }

    @Test
    void appendsAFileBehindTheBytesThatWaited() throws Exception {
        byte[] content = noise(100_000);
        file.append(new byte[] {4}, 0, 1);
        file.append(Files.write(folder.resolve("spooled"), content));
        file.append(new byte[] {5}, 0, 1);
        assertThat(file.length()).isEqualTo(3 + 1 + content.length + 1);
        file.force(NO_FORCE);
        byte[] written = Files.readAllBytes(path);
        assertThat(written).hasSize(content.length + 5).startsWith(1, 2, 3, 4).endsWith(5);
        assertThat(Arrays.copyOfRange(written, 4, 4 + content.length)).isEqualTo(content);
    }

    @Test
    void appendsAFileWithoutAnyByte() throws Exception {
        file.append(Files.createFile(folder.resolve("spooled")));
        assertThat(file.length()).isEqualTo(3);
    }

    @Test
    void forgetsWhatWaitedBehindThePlaceWhereItIsCut() throws Exception {
        file.append(new byte[] {4, 5}, 0, 2);
        file.truncate(2);
        assertThat(file.length()).isEqualTo(2);
        assertThat(path).hasBinaryContent(new byte[] {1, 2});
        file.append(new byte[] {6}, 0, 1);
        file.force(NO_FORCE);
        assertThat(path).hasBinaryContent(new byte[] {1, 2, 6});
    }

    @Test
    void writesNothingOnceItIsClosed() throws Exception {
        file.close();
        assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(ClosedChannelException.class);
    }
}
