package mailroom.archive.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2024-02-29T23:59:00Z",
                "2026-11-26T01:12:13Z",
                "2026-11-26T01:12:13.001Z",
                "2026-11-26T01:12:13.000001Z",
                "2026-11-26T01:12:00.123456789Z",
                "0001-01-01T00:00:00Z",
                "-0044-03-15T12:00:00Z",
                "+12345-01-01T00:00:00Z"
            })
    void writesAndReadsWhatInstantWrites(String text) {
        Instant instant = Instant.parse(text);
        assertThat(Utc.text(instant)).isEqualTo(text);
        assertThat(Utc.instant(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-26T01:12:13",
                "2026-13-26T01:12:13Z",
                "2026-11-26T01:12:61Z",
                "2026-11-26T01:12:13.+23Z",
                "2026-11-26T01:12:1\u0663Z",
                "2026-02-30T01:12:13Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Utc.instant(text)).isInstanceOf(DateTimeException.class);
    }
}
