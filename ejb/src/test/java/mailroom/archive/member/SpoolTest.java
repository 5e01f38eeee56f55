package mailroom.archive.member;

import static mailroom.archive.WrittenSegment.noise;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 1_000_000})
    void keepsAContentWithTheZerosThatFillItsLastBlock(int size) throws Exception {
        try (Spool spool = new Spool(folder)) {
            byte[] bytes = noise(size + 4);
            spool.write(bytes, 2, size / 3);
            spool.write(bytes, 2 + size / 3, size - size / 3);
            spool.complete();
            try (var in = new ZstdInputStream(Files.newInputStream(spool.file()))) {
                byte[] content = Arrays.copyOfRange(bytes, 2, 2 + size);
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOf(content, Frames.padded(size)));
            }
        }
    }

    @Test
    void isGoneOnceItIsClosedCompleteOrNot() throws Exception {
        Spool complete = new Spool(folder);
        complete.complete();
        assertThat(complete.file()).exists();
        complete.close();
        Spool broken = new Spool(folder);
        broken.write(new byte[10], 0, 10);
        broken.close();
        assertThat(folder).isEmptyDirectory();
    }
}
