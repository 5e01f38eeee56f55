package mailroom.parse.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thu, 05 Nov 2026 10:00:00 +0100             | 2026-11-05T09:00:00Z
            5 Nov 2026 10:00:00 -0730 (somewhere)       | 2026-11-05T17:30:00Z
            Thu,5 Nov 2026 10:00 +0000                  | 2026-11-05T10:00:00Z
            05 Nov 26 10:00 EST                         | 2026-11-05T15:00:00Z
            05 Nov 99 10:00:00 EDT                      | 1999-11-05T14:00:00Z
            Thu, 05 Nov 2026 10:00:00 PST               | 2026-11-05T18:00:00Z
            Thu, 05 Nov 2026 10:00:00 CDT               | 2026-11-05T15:00:00Z
            Thu, 05 Nov 2026 10:00:00 MST               | 2026-11-05T17:00:00Z
            Thu, 05 Nov 2026 10:00:00 UT                | 2026-11-05T10:00:00Z
            Thu, 05 Nov 2026 10:00:00 Z                 | 2026-11-05T10:00:00Z
            Thu, 05 Nov 2026 10:00:00 CEST              | 2026-11-05T08:00:00Z
            Thu, 05 Nov 2026 10:00:00 GMT+01:00         | 2026-11-05T09:00:00Z
            Thu, 05 Nov 2026 10:00:00 UTC-5             | 2026-11-05T15:00:00Z
            Thu, 05 Nov 2026 10:00:00 GMT +0100         | 2026-11-05T09:00:00Z
            Thu, 05 Nov 2026 10:00:00 +01:00            | 2026-11-05T09:00:00Z
            Thu, 05 Nov 2026 10:00:00 "GMT"             | 2026-11-05T10:00:00Z
            Thu Nov 05 2026 10:00:00 GMT+0100 (CET)     | 2026-11-05T09:00:00Z
            Wed, 14 Jun 100 05:41:34 -0700 (PDT)        | 2000-06-14T12:41:34Z
            2026-11-05T10:00:00Z                        | 2026-11-05T10:00:00Z
            2026-11-05T10:00:00.123+01:00               | 2026-11-05T09:00:00Z
            2026-11-05 10:00:00 +0100                   | 2026-11-05T09:00:00Z
            Thu Nov  5 10:00:00 2026                    | 2026-11-05T10:00:00Z
            Thu Nov 5 10:00:00 EST 2026                 | 2026-11-05T15:00:00Z
            05-Nov-2026 10:00:00 +0100                  | 2026-11-05T09:00:00Z
            Thursday, 5 November 2026 10:00:00 +0000    | 2026-11-05T10:00:00Z
            Thu, 05 Nov 2026 10:00:00 PM +0000          | 2026-11-05T22:00:00Z
            Thu, 05 Nov 2026 12:30:00 AM +0000          | 2026-11-05T00:30:00Z
            Thu, 31 Dec 2026 23:59:60 +0000             | 2026-12-31T23:59:59Z
            Thu, 05 Nov 2026 9:05:07 +0000              | 2026-11-05T09:05:07Z
            Thu, 05 Nov 2026 10:00:00                   | 2026-11-05T10:00:00Z
            2026/11/05 10:00:00 +0100                   | 2026-11-05T09:00:00Z
            mar, 05 nov 2026 10:00:00 +0100             | 2026-11-05T09:00:00Z
            Mar, 5 Mar. 2026 10:00 +0100                | 2026-03-05T09:00:00Z
            Mar Nov  5 10:00:00 2026                    | 2026-11-05T10:00:00Z
            Thu,  5 Nov 2026 10: 5: 7 +0100             | 2026-11-05T09:05:07Z
            5 Nov 2026 10 : 05 : 07 +0100               | 2026-11-05T09:05:07Z
            Thu, 05 Nov 2026 10.15.00 +0100             | 2026-11-05T09:15:00Z
            Thu, 05 Nov 2026 10:00:00 +0100;            | 2026-11-05T09:00:00Z
            5th Nov 2026 10:00:00 +0000                 | 2026-11-05T10:00:00Z
            Thu, November 1st, 2026 10:00:00 +0000      | 2026-11-01T10:00:00Z
            Thu (a comment), 05 Nov 2026 10:00:00 +0000 | 2026-11-05T10:00:00Z
            """)
    void readsDatesAsTheyAreMeant(String text, Instant expected) {
        assertThat(DateReader.read(text)).isEqualTo(DateReading.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thu, 05 Nov 99999 10:00:00 +0100 | year
            Thu, 05 Nov 1026 10:00:00 +0100  | year
            29 Feb 2027 10:00:00 +0000       | no such day
            31 Apr 2026 10:00:00 +0000       | no such day
            2026-13-05T10:00:00Z             | no such day
            05 Nov 2026 25:61:00 +0000       | no day has its time
            05 Nov 2026 24:00:00 +0000       | no day has its time
            05 Nov 2026 10:00:00 +9999       | zone
            05 Nov 2026 10:00:00 IST         | zone
            05 Nov 2026 10:00:00 XYZ         | zone
            Thu Nov 5 10:00:00 XYZ 2026      | zone
            05 Nov 2026                      | no time
            11/05/2026 10:00:00 +0000        | no date
            05 Okt 2026 10:00:00 +0000       | month
            05 Nov 2026 14:00 PM +0000       | half of a day
            05 Nov 2026 10:00:00 EST +0100   | two zones
            05 Nov Dec 2026 10:00:00 +0000   | two months
            tomorrow                         | month
            """)
    void saysWhyThereIsNone(String text, String why) {
        DateReading reading = DateReader.read(text);
        assertThat(reading.moment()).isEmpty();
        assertThat(reading.problem().orElseThrow()).contains(why);
    }

    @Test
    void takesWhatLooksLikeABlankOrAMinusForOne() {
        assertThat(DateReader.read("5\u00a0Nov\u00a02026 10:00:00\u00a0\u22120500"))
                .isEqualTo(DateReading.of(Instant.parse("2026-11-05T15:00:00Z")));
    }

    @Test
    void readsEveryDateThatIsWrittenByTheRules() {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT);
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            Instant moment = Instant.ofEpochSecond(-2_000_000_000L + (long) (random.nextDouble() * 60_000_000_000L));
            ZoneOffset zone = ZoneOffset.ofTotalSeconds((random.nextInt(27 * 4) - 12 * 4) * 900);
            String text = form.format(OffsetDateTime.ofInstant(moment, zone));
            assertThat(DateReader.read(text).moment()).as(text).contains(moment);
        }
    }

    @Test
    void neverFails() {
        Random random = new Random(2);
        String letters = "0123456789:+-,. ()TZ\"NovThuGMTpm/";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j >= 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            DateReading reading = DateReader.read(text.toString());
            assertThat(reading.moment().isPresent())
                    .isNotEqualTo(reading.problem().isPresent());
        }
    }
}
