package mailroom.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwedPauseTest {

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT15S", "7, PT6H", "8, P1D", "9, P1D", "1000, P1D"})
    void growsWithTheTriesToADayAndNoLonger(int tries, Duration pause) {
        assertThat(OwedPause.after(tries)).isEqualTo(pause);
    }
}
