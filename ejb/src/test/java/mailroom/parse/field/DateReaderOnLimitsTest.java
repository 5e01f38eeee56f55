package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateReaderOnLimitsTest {

    @Test
    void readsATextOf200CharactersAndNoLongerOne() {
        String date = "5 Nov 2026 10:00:00 +0000";
        String longest = date + " ".repeat(200 - date.length());
        assertThat(DateReader.read(longest).moment()).contains(Instant.parse("2026-11-05T10:00:00Z"));
        assertThat(DateReader.read(longest + " ").problem()).contains("it is longer than 200 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "1 Jan 1900 00:00:00 +0000, 1900-01-01T00:00:00Z",
        "31 Dec 9999 23:59:59 +0000, 9999-12-31T23:59:59Z",
        "31 Dec 9999 23:59:59 +0001, 9999-12-31T23:58:59Z",
        "1 Jan 49 00:00:00 +0000, 2049-01-01T00:00:00Z",
        "1 Jan 50 00:00:00 +0000, 1950-01-01T00:00:00Z",
        "1 Jan 0 00:00:00 +0000, 2000-01-01T00:00:00Z",
        "1 Jan 100 00:00:00 +0000, 2000-01-01T00:00:00Z",
        "29 Feb 2024 00:00:00 +0000, 2024-02-29T00:00:00Z",
        "1 Jan 2026 23:59:60 +0000, 2026-01-01T23:59:59Z",
        "1 Jan 2026 12:00:00 am, 2026-01-01T00:00:00Z",
        "1 Jan 2026 12:00:00 pm, 2026-01-01T12:00:00Z",
        "1 Jan 2026 1:00:00 pm, 2026-01-01T13:00:00Z",
        "1 Jan 2026 11:59:59 PM, 2026-01-01T23:59:59Z"
    })
    void readsTheFirstAndTheLastOfEachKind(String text, Instant moment) {
        assertThat(DateReader.inWords(text).moment()).contains(moment);
        assertThat(DateReader.read(text).moment()).contains(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "31 Dec 1899 23:59:59 +0000, the year is not between 1900 and 9999",
        "1 Jan 10000 00:00:00 +0000, the year is not between 1900 and 9999",
        "31 Dec 9999 23:59:59 -0001, the year is not between 1900 and 9999",
        "29 Feb 2026 00:00:00 +0000, the month has no such day",
        "32 Jan 2026 00:00:00 +0000, the month has no such day",
        "1 Jan 2026 24:00:00 +0000, no day has its time",
        "1 Jan 2026 23:60:00 +0000, no day has its time",
        "1 Jan 2026 23:59:61 +0000, no day has its time",
        "1 Jan 2026 023:59:59 +0000, no day has its time",
        "1 Jan 2026 0:00:00 am, no half of a day has its time",
        "1 Jan 2026 13:00:00 pm, no half of a day has its time",
        "1 Jan 123456 00:00:00 +0000, a number in it belongs to no date",
        "1 Jan 2026 2 00:00:00 +0000, it has more numbers than a date"
    })
    void refusesTheOneBeforeOrBehindThose(String text, String problem) {
        assertThat(DateReader.inWords(text).problem()).contains(problem);
        assertThat(DateReader.read(text).problem()).contains(problem);
    }
}
