package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.ParserException;

class YamlDepthTest {

    private static void require(String yaml) {
        YamlDepth.require(new Parse(LoadSettings.builder().build()).parseString(yaml));
    }

    @ParameterizedTest
    @CsvSource({"[, ]", "'{a: ', }"})
    void takesThirtyLevelsAndNotOneMore(String begin, String end) {
        int deepest = YamlDepth.DEEPEST;
        assertThatCode(() -> require(begin.repeat(deepest) + end.repeat(deepest)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> require(begin.repeat(deepest + 1) + end.repeat(deepest + 1)))
                .isInstanceOf(ParserException.class)
                .hasMessageContaining("it is nested deeper than 30 levels");
    }

    @ParameterizedTest
    @CsvSource({"'- [[a]]\n'", "'- {a: {b: c}}\n'"})
    void countsLevelsAndNotWhatStandsBesideEachOther(String item) {
        assertThatCode(() -> require(item.repeat(100))).doesNotThrowAnyException();
    }
}
