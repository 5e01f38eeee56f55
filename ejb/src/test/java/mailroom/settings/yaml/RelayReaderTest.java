package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mailroom.home.Home;
import mailroom.settings.RelaySettings;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayReaderTest {

    @TempDir
    Path folder;

    private Settings settings(String name, String more) throws SettingsRefused {
        String from = more.contains("from:") ? "" : "from: m@example.com, ";
        return new SettingsReader(new Home(folder), Map.of("PW", "hunter2")::get)
                .read("relays:\n  " + name + ": { server: \"smtp://localhost\", " + from + more + " }\n");
    }

    private RelaySettings read(String more) throws SettingsRefused {
        return settings("default", more).relays().get("default");
    }

    private List<SettingsRefused.Problem> problems(String name, String more) {
        return catchThrowableOfType(SettingsRefused.class, () -> settings(name, more))
                .problems();
    }

    @Test
    void takesUsualLimitsWhereNoneAreNamed() throws Exception {
        assertThat(read("")).returns(8, RelaySettings::maxConnections).returns(0, RelaySettings::maxPerSecond);
        assertThat(read("").server().port()).isEqualTo(25);
        assertThat(read("").login()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "100, 100000"})
    void takesEachLimitFromItsLeastToItsMost(int connections, int perSecond) throws Exception {
        assertThat(read("maxConnections: " + connections + ", maxPerSecond: " + perSecond))
                .returns(connections, RelaySettings::maxConnections)
                .returns(perSecond, RelaySettings::maxPerSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxConnections: 0", "maxConnections: 101", "maxPerSecond: 100001", "maxPerSecond: -1"})
    void refusesOneLessOrOneMore(String limit) {
        assertThat(problems("default", limit)).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).startsWith("must be a whole number from ");
        });
    }

    @Test
    void takesANameOfFortyCharactersAndNoLongerOne() throws Exception {
        assertThat(settings("a".repeat(40), "").relays()).hasSize(1);
        assertThat(problems("a".repeat(41), ""))
                .singleElement()
                .extracting(SettingsRefused.Problem::message)
                .isEqualTo("the relay's name must match [a-z0-9-]{1,40}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "\"Mail Room <m@example.com>\"", "\"<m@example.com>\""})
    void takesAnAddressAloneOrWithAName(String from) throws Exception {
        assertThat(read("from: " + from).from()).contains("@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"a@b@c\"", "\"a b@c\"", "\"M <a>\"", "\"M <a@b> x\"", "\"M <a @b>\""})
    void refusesWhatIsNoAddress(String from) {
        assertThat(problems("default", "from: " + from))
                .singleElement()
                .returns("relays.default.from", SettingsRefused.Problem::key);
    }

    @Test
    void takesUserAndPasswordTogetherOnly() throws Exception {
        assertThat(read("user: u, password: \"${PW}\"").login()).isPresent();
        for (String half : List.of("user: u", "password: \"${PW}\"")) {
            assertThat(problems("default", half))
                    .singleElement()
                    .returns("user and password go together", SettingsRefused.Problem::message);
        }
    }
}
