package mailroom.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveLockTest {

    @TempDir
    Path archive;

    @Test
    void isHeldByOneUntilItIsGivenBack() throws IOException {
        try (ArchiveLock first = ArchiveLock.take(archive)) {
            assertThatThrownBy(() -> ArchiveLock.take(archive))
                    .isInstanceOf(ArchiveHeld.class)
                    .hasMessageContaining(archive.toString());
        }
        ArchiveLock.take(archive).close();
    }
}
