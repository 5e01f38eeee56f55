package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import mailroom.home.Home;
import mailroom.settings.ServerLimits;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsReaderTest {

    @TempDir
    Path folder;

    private Settings read(String limits) throws SettingsRefused {
        return new SettingsReader(new Home(folder), Map.of("PW", "hunter2")::get)
                .read("mailboxes:\n  - name: sales\n    server: imap://localhost\n    user: u\n    password: ${PW}\n"
                        + "    limits: " + limits + "\n");
    }

    private ServerLimits limits(String limits) throws SettingsRefused {
        return read(limits).mailboxes().get(0).limits();
    }

    @Test
    void takesEachLimitUpToItsMost() throws Exception {
        assertThat(limits("{connections: 1, commandsPerMinute: 1, bytesPerDay: 1}"))
                .isEqualTo(new ServerLimits(1, 1, 1));
        assertThat(limits("{connections: 1000, commandsPerMinute: 1000000, bytesPerDay: 2GB}"))
                .isEqualTo(new ServerLimits(1000, 1_000_000, 2_000_000_000L));
    }

    @Test
    void limitsNothingThatIsNotNamed() throws Exception {
        assertThat(limits("{}")).isEqualTo(ServerLimits.NONE);
        assertThat(limits("")).isEqualTo(ServerLimits.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connections: 0|connections: must be a whole number from 1 to 1000",
                "connections: 1001|connections: must be a whole number from 1 to 1000",
                "connections: -1|connections: must be a whole number from 1 to 1000",
                "commandsPerMinute: 0|commandsPerMinute: must be a whole number from 1 to 1000000",
                "commandsPerMinute: 1000001|commandsPerMinute: must be a whole number from 1 to 1000000",
                "commandsPerMinute: 1000000000|commandsPerMinute: must be a whole number from 1 to 1000000",
                "bytesPerDay: 0|bytesPerDay: must be a size as in 500MB; KB, MB and GB are allowed",
                "mails: 1|mails: is not known here; allowed are bytesPerDay, commandsPerMinute, connections"
            })
    void refusesOneLessOrOneMore(String limit, String problem) {
        SettingsRefused refused = catchThrowableOfType(SettingsRefused.class, () -> read("{" + limit + "}"));
        assertThat(refused).hasMessage("line 6, mailboxes[0].limits." + problem);
    }
}
