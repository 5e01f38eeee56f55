package mailroom.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerOnlyTest {

    @TempDir
    Path folder;

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void writesAFileForItsOwnerInThePlaceOfAnyBefore() throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "a longer text");
        Files.writeString(folder.resolve("f.new"), "left by a crash");
        OwnerOnly.write(file, "text");
        assertThat(file).hasContent("text");
        assertThat(modes(file)).isEqualTo("rw-------");
        assertThat(folder.resolve("f.new")).doesNotExist();
    }

    @Test
    void makesAFolderWithItsParentsForItsOwner() throws Exception {
        OwnerOnly.createFolder(folder.resolve("a/b"));
        assertThat(modes(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(modes(folder.resolve("a/b"))).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @CsvSource({"rwxrwxrwx, rwxrwx---", "rw-r--r--, rw-r-----", "rw----rw-, rw-------", "rw-r-----, rw-r-----"})
    void takesFromOthersWhatTheyMayDoAndFromTheGroupNothing(String before, String after) throws Exception {
        Path file = Files.createFile(folder.resolve("f"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));
        OwnerOnly.closeToOthers(file);
        assertThat(modes(file)).isEqualTo(after);
    }
}
