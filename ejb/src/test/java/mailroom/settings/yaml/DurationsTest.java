package mailroom.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofDays(3);

    @ParameterizedTest
    @CsvSource({"2s, PT2S", "1m, PT1M", "71h, PT71H", "3d, P3D", "259200s, P3D"})
    void readsSecondsMinutesHoursAndDaysFromTheLeastToTheMost(String text, Duration duration) {
        assertThat(Durations.parse(text, LEAST, MOST)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "259201s", "4d", "0000003s", "3", "s", "-3s", "3w", "3s "})
    void refusesOneLessOrOneMoreAndWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Durations.parse(text, LEAST, MOST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be a time such as 30s, 5m, 12h or 30d, from 2s to 3d");
    }

    @Test
    void namesALimitInDaysFromOneDayOn() {
        assertThatThrownBy(() -> Durations.parse("", Duration.ofDays(1).minusSeconds(1), Duration.ofDays(1)))
                .hasMessageEndingWith("from 86399s to 1d");
    }
}
