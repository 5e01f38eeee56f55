package mailroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "999999999, 999999999",
        "1KB, 1000",
        "500MB, 500000000",
        "2 GB, 2000000000",
        "999999999GB, 999999999000000000"
    })
    void readsBytesOrPowersOfAThousand(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0MB", "1000000000", "MB", "1TB", "1mb", "-1", "1.5GB", ""})
    void refusesNothingAndTenDigitsAndOtherUnits(String text) {
        assertThatThrownBy(() -> Sizes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be a size as in 500MB");
    }
}
