package mailroom.archive.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the usual form of a time ends, by its year and by its digits. */
class UtcEdgesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0001-12-31T23:59:59.999999999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z"
            })
    void writesAndReadsTheFirstAndTheLastYearsOfFourDigits(String text) {
        Instant instant = Instant.parse(text);
        assertThat(Utc.text(instant)).isEqualTo(text);
        assertThat(Utc.instant(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "0", "09"})
    void readsOneToNineDigitsOfAFraction(String digits) {
        String text = "2026-11-26T01:12:13." + digits + "Z";
        assertThat(Utc.instant(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26T01:12:13.0123456789Z",
                "2026-11-26T01:12:13,5Z",
                "2026-11-26T01:12:1/Z",
                "2026-11-26T01:12:1:Z",
                "2026-11-26T01:12:1Z",
                "2026/11-26T01:12:13Z"
            })
    void refusesOneDigitTooFewOrTooManyAndWhatIsNone(String text) {
        assertThatThrownBy(() -> Utc.instant(text)).isInstanceOf(DateTimeException.class);
    }

    /** {@link Instant#parse} takes 23:59:60 for the second before, so this shows that it was not asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-31T23:59:60Z",
                "2016-12-31T23:59:60.Z",
                "2016-12-31T23:59:60.0Z",
                "2016-12-31T23:59:60.9Z",
                "2016-12-31T23:59:60.123456789Z"
            })
    void knowsNoLeapSecondBecauseNoInstantWritesOne(String text) {
        assertThatThrownBy(() -> Utc.instant(text)).isInstanceOf(DateTimeException.class);
    }
}
