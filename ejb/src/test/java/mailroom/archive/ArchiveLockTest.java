package mailroom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import mailroom.Programs;
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
                    .hasMessageContaining("another application of this server")
                    .hasMessageContaining(archive.toString());
        }
        ArchiveLock.take(archive).close();
    }

    @Test
    void aRefusalInThisServerLeavesItHeldAgainstOtherServers() throws Exception {
        assertThat(Elsewhere.takes(archive)).isEqualTo("taken");
        try (ArchiveLock first = ArchiveLock.take(archive)) {
            assertThatThrownBy(() -> ArchiveLock.take(archive)).isInstanceOf(ArchiveHeld.class);
            assertThat(Elsewhere.takes(archive)).isEqualTo("another server has the archive " + archive + " open");
        }
        assertThat(Elsewhere.takes(archive)).isEqualTo("taken");
    }

    @Test
    void closingTwiceDoesNotGiveAwayWhatAnotherHolds() throws Exception {
        ArchiveLock first = ArchiveLock.take(archive);
        first.close();
        try (ArchiveLock second = ArchiveLock.take(archive)) {
            first.close();
            assertThatThrownBy(() -> ArchiveLock.take(archive)).isInstanceOf(ArchiveHeld.class);
        }
    }

    /** Another server: a process of its own that tries to take the archive. */
    static final class Elsewhere {

        static String takes(Path archive) {
            return Programs.run(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path", "")
                                    + File.pathSeparator
                                    + System.getProperty("surefire.test.class.path", ""),
                            Elsewhere.class.getName(),
                            archive.toString())
                    .strip();
        }

        public static void main(String[] folder) throws IOException {
            try (ArchiveLock lock = ArchiveLock.take(Path.of(folder[0]))) {
                System.out.println("taken");
            } catch (ArchiveHeld held) {
                System.out.println(held.getMessage());
            }
        }
    }
}
