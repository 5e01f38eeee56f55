package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import mailroom.home.Home;
import mailroom.settings.Settings;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderOnLongFilesTest {

    private static final int LONGEST = 1024 * 1024;

    @TempDir
    Path folder;

    private Settings read(String yaml) throws SettingsRefused {
        return new SettingsReader(new Home(folder), Map.<String, String>of()::get).read(yaml);
    }

    @Test
    void readsAFileOfOneMebibyteAndNoLongerOne() throws Exception {
        String begin = "keepExecutions: 2h\n#";
        String longest = begin + "x".repeat(LONGEST - begin.length());
        assertThat(read(longest).keepExecutions()).isEqualTo(Duration.ofHours(2));
        assertThatThrownBy(() -> read(longest + "x"))
                .isInstanceOf(SettingsRefused.class)
                .hasMessage("line 1, mailroom.yaml: must not be longer than 1 MiB");
    }

    @Test
    void keepsExecutionsFromAnHourToTenYears() throws Exception {
        assertThat(read("keepExecutions: 1h").keepExecutions()).isEqualTo(Duration.ofHours(1));
        assertThat(read("keepExecutions: 3650d").keepExecutions()).isEqualTo(Duration.ofDays(3650));
        assertThatThrownBy(() -> read("keepExecutions: 59m")).hasMessageContaining("from 3600s to 3650d");
        assertThatThrownBy(() -> read("keepExecutions: 3651d")).hasMessageContaining("from 3600s to 3650d");
    }

    @Test
    void sendsNoDigestWithoutARecipientAndAtSevenWhereNoTimeIsNamed() throws Exception {
        assertThat(read("digest: { relay: none }"))
                .returns(false, settings -> settings.digest().isOn());
        assertThat(read("digest: {}").digest().at()).hasToString("07:00");
        assertThat(read("digest: { at: \"23:59\" }").digest().at()).hasToString("23:59");
        assertThatThrownBy(() -> read("digest: { at: \"24:00\" }"))
                .hasMessage("line 1, digest.at: must be a time of day in quotes, as in \"07:00\"");
    }
}
