package mailroom.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedFormTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "     |                                            | YAML",
                "     | */*                                        | YAML",
                "     | text/html,application/xhtml+xml,*/*;q=0.8  | YAML",
                "     | application/json                           | JSON",
                "     | Application/JSON; charset=utf-8            | JSON",
                "     | application/yaml                           | YAML",
                "     | application/json;q=0.5, application/yaml   | YAML",
                "     | application/json, application/yaml;q=0.9   | JSON",
                "     | application/json;q=0                       | YAML",
                "     | ;;q=,,,application/json;q=x                | JSON",
                "JSON | application/yaml                           | JSON",
                "yaml | application/json                           | YAML",
            })
    void isWhatTheClientAsksFor(String format, String accept, WantedForm form) {
        assertThat(WantedForm.of(format, accept)).isEqualTo(form);
    }
}
