package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import mailroom.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    private static final int LONGEST = 16 * 1024;

    @TempDir
    Path folder;

    private final SecretReference secrets = new SecretReference(Map.of("PW", "hunter2", "EMPTY", "")::get);

    private Path file(String content, String modes) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));
    }

    private Secret inFile(String content, String modes) throws IOException {
        return secrets.resolve("${file:" + file(content, modes) + "}");
    }

    @Test
    void readsAVariableOfTheEnvironment() {
        assertThat(secrets.resolve("${PW}").reveal()).isEqualTo("hunter2");
        assertThatThrownBy(() -> secrets.resolve("${OTHER}")).hasMessage("the environment variable OTHER is not set");
        assertThatThrownBy(() -> secrets.resolve("${EMPTY}")).hasMessage("the environment variable EMPTY is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "${}", "${1PW}", "$PW", "${PW} ", "${file:relative}", "${file:}"})
    void takesNothingElseForAReferenceAndDoesNotRepeatIt(String text) {
        assertThatThrownBy(() -> secrets.resolve(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a secret may not stand in the file; allowed are ${ENV_NAME} and ${file:/path}");
    }

    @Test
    void readsASecretOfTheLongestLengthAndNoLongerOne() throws Exception {
        assertThat(inFile("s".repeat(LONGEST), "rw-------").reveal()).hasSize(LONGEST);
        assertThatThrownBy(() -> inFile("s".repeat(LONGEST + 1), "rw-------"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the file " + folder.resolve("secret") + " is longer than 16384 bytes");
    }

    @Test
    void readsAFileThatItsGroupMayReadAndNoneThatAllMayRead() throws Exception {
        assertThat(inFile(" hunter2\n", "rw-r-----").reveal()).isEqualTo("hunter2");
        assertThatThrownBy(() -> inFile("hunter2", "rw----r--"))
                .hasMessageContaining("is readable by everybody")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesAFileThatIsEmptyOrMissing() throws Exception {
        assertThatThrownBy(() -> inFile(" \n", "rw-------")).hasMessageEndingWith("is empty");
        assertThatThrownBy(() -> secrets.resolve("${file:" + folder.resolve("none") + "}"))
                .hasMessageEndingWith("none cannot be read");
        assertThatThrownBy(() -> secrets.resolve("${file:/\0}")).hasMessageEndingWith("cannot be read");
    }

    @Test
    void readsAFileAgainForEachUseAndKeepsWhatItHeldWhereThatFails() throws Exception {
        Secret secret = inFile("first", "rw-------");
        file("second", "rw-------");
        assertThat(secret.reveal()).isEqualTo("second");
        file("", "rw-------");
        assertThat(secret.reveal()).isEqualTo("first");
    }

    @Test
    void tellsAChangedSecretFromOneThatChangesByItself() throws Exception {
        Path file = file("first", "rw-------");
        String reference = "${file:" + file + "}";
        Secret secret = secrets.resolve(reference);
        Secret changing = secrets.resolveChanging(reference);
        file("second", "rw-------");
        assertThat(secrets.resolve(reference)).isNotEqualTo(secret);
        assertThat(secrets.resolveChanging(reference)).isEqualTo(changing).hasSameHashCodeAs(changing);
        assertThat(changing.reveal()).isEqualTo("second");
        assertThat(secrets.resolveChanging("${PW}")).isEqualTo(new Secret("hunter2"));
    }
}
