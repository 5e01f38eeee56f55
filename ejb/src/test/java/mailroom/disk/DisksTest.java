package mailroom.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mailroom.home.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisksTest {

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("archive"));
        Files.createDirectories(folder.resolve("messaging"));
    }

    @Test
    void saysWhichFolderHasHowMuchAndHowMuchIsNeeded() {
        assertThatThrownBy(() -> new Disks(new Home(folder), Long.MAX_VALUE, Long.MAX_VALUE).require())
                .isInstanceOf(NoSpaceLeft.class)
                .hasMessageMatching(
                        "no space left on " + folder.resolve("archive") + ", [0-9.]+ [kMG]B free, .* needed");
    }

    @Test
    void isSilentWhereThereIsRoom() {
        Disks disks = new Disks(new Home(folder), 1, 1);
        assertThatCode(disks::require).doesNotThrowAnyException();
        assertThat(disks.nearlyFull()).isEmpty();
    }

    @Test
    void tellsOnceOfEachFileSystem() {
        assertThat(new Disks(new Home(folder), 1, Long.MAX_VALUE).nearlyFull()).hasSize(1);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        assertThat(new Disks(new Home(folder), 1, 1).rooms())
                .extracting(Room::name)
                .containsExactly("archive", "messaging");
    }

    @Test
    void doesNotTellThePathToEverybody() {
        NoSpaceLeft full =
                new Disks(new Home(folder), Long.MAX_VALUE, 1).shortage().orElseThrow();
        assertThat(full.withoutPath())
                .startsWith("no space left on the folder archive, ")
                .doesNotContain("/");
    }
}
