package mailroom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFilesTest {

    @TempDir
    Path home;

    private SegmentFiles files;

    @BeforeEach
    void begin() {
        files = new SegmentFiles(home.resolve("archive"));
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void namesAFileByItsNumberWithAtLeastSixDigits() {
        assertThat(files.file(1)).isEqualTo(files.folder().resolve("000001.tar.zst"));
        assertThat(files.file(1_234_567)).isEqualTo(home.resolve("archive/1234567.tar.zst"));
        assertThat(files.incoming()).isEqualTo(home.resolve("archive/incoming"));
    }

    @Test
    void knowsNoSegmentBeforeItsFolderExists() throws Exception {
        assertThat(files.numbers()).isEmpty();
        assertThat(files.length(1)).isZero();
    }

    @Test
    void listsTheNumbersOfSegmentsAndOfNothingElse() throws Exception {
        files.createFolders();
        for (String name : new String[] {
            "000010.tar.zst",
            "000002.tar.zst",
            "999999999.tar.zst",
            "1000000000.tar.zst",
            "00003.tar.zst",
            "000004.tar",
            "000005xtar.zst",
            "x000006.tar.zst",
            "lock"
        }) {
            Files.createFile(files.folder().resolve(name));
        }
        assertThat(files.numbers()).containsExactly(2, 10, 999_999_999);
    }

    @Test
    void makesFoldersAndFilesForTheirOwnerOnly() throws Exception {
        files.createFolders();
        files.create(3);
        assertThat(modes(files.folder())).isEqualTo("rwx------");
        assertThat(modes(files.incoming())).isEqualTo("rwx------");
        assertThat(modes(files.file(3))).isEqualTo("rw-------");
        assertThat(files.length(3)).isZero();
        Files.write(files.file(3), new byte[5]);
        assertThat(files.length(3)).isEqualTo(5);
    }

    @Test
    void neverMakesAFileThatIsThere() throws Exception {
        files.createFolders();
        files.create(3);
        assertThatThrownBy(() -> files.create(3)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void removesWhatACrashLeftHalfWayIn() throws Exception {
        files.createFolders();
        Files.createFile(files.incoming().resolve("mail1.zst"));
        Files.createFile(files.incoming().resolve("mail2.zst"));
        files.createFolders();
        assertThat(files.incoming()).isEmptyDirectory();
    }
}
