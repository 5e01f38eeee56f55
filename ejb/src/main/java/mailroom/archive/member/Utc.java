package mailroom.archive.member;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time as a record of a member keeps it: {@link Instant}'s own text (ISO 8601, UTC, the fraction in groups of three
 * digits). Two are written and read for each mail, so the usual form is done by position.
 */
final class Utc {

    private static final String WHOLE_SECONDS = "0000-00-00T00:00:00";
    private static final int WITHOUT_SECONDS = "0000-00-00T00:00".length();
    private static final int NANO_DIGITS = 9;
    private static final Instant YEAR_ZERO = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_TEN_THOUSAND = Instant.parse("+10000-01-01T00:00:00Z");

    private Utc() {}

    static String text(Instant instant) {
        if (instant.isBefore(YEAR_ZERO) || !instant.isBefore(YEAR_TEN_THOUSAND)) {
            return instant.toString();
        }
        String local = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC)
                .toString();
        return local + (local.length() == WITHOUT_SECONDS ? ":00Z" : "Z");
    }

    /** @throws java.time.DateTimeException for what is no such text */
    static Instant instant(String text) {
        if (!isUsual(text)) {
            return Instant.parse(text);
        }
        int nano = 0;
        int fraction = text.length() - 1 - WHOLE_SECONDS.length() - 1;
        if (fraction > 0) {
            nano = number(text, WHOLE_SECONDS.length() + 1, text.length() - 1);
            for (int i = fraction; i < NANO_DIGITS; i++) {
                nano *= 10;
            }
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nano)
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        int fraction = end - WHOLE_SECONDS.length();
        if (fraction < 0 || fraction > NANO_DIGITS + 1 || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char pattern =
                    i < WHOLE_SECONDS.length() ? WHOLE_SECONDS.charAt(i) : i == WHOLE_SECONDS.length() ? '.' : '0';
            char c = text.charAt(i);
            if (pattern == '0' ? c < '0' || c > '9' : c != pattern) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
