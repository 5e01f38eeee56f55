package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mailroom.home.Home;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;
import mailroom.settings.SettingsRefused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxReaderTest {

    private static final String FORTY = "a".repeat(40);

    @TempDir
    Path folder;

    private SettingsReader reader;

    @BeforeEach
    void makeHome() throws Exception {
        Files.createDirectory(folder.resolve("rules"));
        Files.createFile(folder.resolve("rules").resolve("r".repeat(100)));
        Files.createFile(folder.resolve("rules").resolve("r".repeat(101)));
        reader = new SettingsReader(new Home(folder), Map.of("PW", "hunter2")::get);
    }

    private static String mailbox(String name, String more) {
        return "mailboxes:\n  - name: " + name
                + "\n    server: imap://localhost\n    user: u\n    password: ${PW}\n    " + more + "\n";
    }

    private MailboxSettings read(String more) throws SettingsRefused {
        return reader.read(mailbox("sales", more)).mailboxes().get(0);
    }

    private List<String> problems(String yaml) {
        return catchThrowableOfType(SettingsRefused.class, () -> reader.read(yaml)).problems().stream()
                .map(problem -> problem.key() + " " + problem.message())
                .toList();
    }

    @Test
    void takesANameOfFortyCharactersAndNoLongerOne() throws Exception {
        assertThat(reader.read(mailbox(FORTY, "")).mailbox(FORTY)).isPresent();
        assertThat(problems(mailbox(FORTY + "a", ""))).containsExactly("mailboxes[0].name must match [a-z0-9-]{1,40}");
    }

    @ParameterizedTest
    @CsvSource({"1s, PT1S", "1d, P1D", "86400s, P1D"})
    void pollsFromOnceASecondToOnceADay(String given, Duration pause) throws Exception {
        assertThat(read("watch: " + given).pollEvery()).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "86401s", "25h"})
    void neverPollsMoreOftenOrMoreSeldom(String given) {
        assertThat(problems(mailbox("sales", "watch: " + given)))
                .singleElement()
                .asString()
                .startsWith("mailboxes[0].watch must be idle, or the pause between polls");
    }

    @Test
    void watchesByIdleWhereNothingElseIsSaid() throws Exception {
        assertThat(read("watch: idle").pollEvery()).isEmpty();
        assertThat(read("").pollEvery()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60s, PT1M", "30d, P30D"})
    void comparesFromOnceAMinuteToOnceInThirtyDays(String given, Duration every) throws Exception {
        assertThat(read("compareEvery: " + given).compareEvery()).isEqualTo(every);
    }

    @ParameterizedTest
    @ValueSource(strings = {"59s", "721h", "31d"})
    void neverComparesMoreOftenOrMoreSeldom(String given) {
        assertThat(problems(mailbox("sales", "compareEvery: " + given))).hasSize(1);
    }

    @Test
    void keepsMovesOrDeletesWhatIsArchived() throws Exception {
        assertThat(read("").afterArchive()).isEqualTo(new AfterArchive.Keep());
        assertThat(read("afterArchive: keep").afterArchive()).isEqualTo(new AfterArchive.Keep());
        assertThat(read("afterArchive: delete").afterArchive()).isEqualTo(new AfterArchive.Delete());
        assertThat(read("afterArchive: move:a").afterArchive()).isEqualTo(new AfterArchive.Move("a"));
        assertThat(read("afterArchive: \"move: a b\"").afterArchive()).isEqualTo(new AfterArchive.Move("a b"));
        assertThat(problems(mailbox("sales", "afterArchive: \"move:\"")))
                .containsExactly("mailboxes[0].afterArchive must be keep, move:Some/Folder or delete");
        assertThat(problems(mailbox("sales", "afterArchive: gone"))).hasSize(1);
    }

    @Test
    void compressesAsItIsTold() throws Exception {
        assertThat(read("compress: true").compress()).contains(true);
        assertThat(read("compress: false").compress()).contains(false);
        assertThat(read("").compress()).isEmpty();
        assertThat(problems(mailbox("sales", "compress: yes")))
                .containsExactly("mailboxes[0].compress must be true or false");
    }

    @Test
    void takesRulesWhoseFileNameHasAHundredCharactersAndNoLongerOne() throws Exception {
        assertThat(read("rules: " + "r".repeat(100)).rules()).contains("r".repeat(100));
        assertThat(problems(mailbox("sales", "rules: " + "r".repeat(101))))
                .containsExactly("mailboxes[0].rules must be a file's name in rules/, without a path");
        assertThat(problems(mailbox("sales", "rules: none.sieve")))
                .containsExactly("mailboxes[0].rules there is no readable file none.sieve in rules/");
        assertThat(problems(mailbox("sales", "rules: ../mailroom.yaml"))).hasSize(1);
    }
}
