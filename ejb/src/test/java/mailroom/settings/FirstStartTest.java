package mailroom.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    @TempDir
    Path folder;

    private Path file;
    private FirstStart firstStart;

    @BeforeEach
    void makeFirstStart() throws IOException {
        file = folder.resolve("configDropins/overrides/mailroom-first-start.xml");
        firstStart = new FirstStart(new Home(folder), new ReadableHash());
    }

    @Test
    void makesAPasswordIntoAFileOfTheOwnerOnly() throws IOException {
        firstStart.prepare(file, Optional.empty());
        Path made = folder.resolve("admin-password");
        assertThat(Files.readString(made).strip()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(modes(made)).isEqualTo("rw-------");
        assertThat(modes(file)).isEqualTo("rw-------");
        assertThat(user()).isEqualTo("{hash}" + Files.readString(made).strip());
    }

    @Test
    void takesTheEnvironmentsPasswordAndMakesNone() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        assertThat(user()).isEqualTo("{hash}given");
        assertThat(folder.resolve("admin-password")).doesNotExist();
    }

    @Test
    void changesNothingAtTheNextStart() throws IOException {
        firstStart.prepare(file, Optional.empty());
        String before = Files.readString(file);
        firstStart.prepare(file, Optional.empty());
        assertThat(file).hasContent(before);
    }

    @Test
    void leavesTheFileAloneWhenTheGivenPasswordIsTheOneInIt() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        String before = Files.readString(file);
        firstStart.prepare(file, Optional.of("given"));
        assertThat(file).hasContent(before);
    }

    @Test
    void takesAChangedPasswordAndKeepsTheKeyStores() throws IOException {
        firstStart.prepare(file, Optional.of("given"));
        String keyStore = keyStore();
        firstStart.prepare(file, Optional.of("changed"));
        assertThat(user()).isEqualTo("{hash}changed");
        assertThat(keyStore()).isEqualTo(keyStore);
    }

    @Test
    void usesThePasswordMadeEarlierWhenTheServerIsUnpackedAnew() throws IOException {
        firstStart.prepare(file, Optional.empty());
        String before = user();
        Files.delete(file);
        firstStart.prepare(file, Optional.empty());
        assertThat(user()).isEqualTo(before);
    }

    private String user() throws IOException {
        return Files.readString(file).replaceAll("(?s).*<user name=\"admin\" password=\"([^\"]+)\"/>.*", "$1");
    }

    private String keyStore() throws IOException {
        return Files.readString(file).replaceAll("(?s).*keyStore id=\"defaultKeyStore\" password=\"([^\"]+)\".*", "$1");
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Liberty's hash is only there on Liberty. */
    private static final class ReadableHash extends PasswordHash {

        @Override
        String of(String password) {
            return "{hash}" + password;
        }

        @Override
        boolean matches(String hash, String password) {
            return hash.equals(of(password));
        }
    }
}
