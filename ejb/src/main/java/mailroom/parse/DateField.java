package mailroom.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The form of a Date field that nearly every mail has, {@code Tue, 14 Nov 2023 22:13:20 +0100} (RFC 5322, 3.3), read
 * without a formatter. Everything else, obsolete zones and wrong dates included, is left to the lenient parser.
 */
final class DateField {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int LONGEST = 100;

    private DateField() {}

    /** @param body unfolded; empty for what this does not read */
    static Optional<Instant> usual(String body) {
        if (body.length() > LONGEST) {
            return Optional.empty();
        }
        StringTokenizer words = new StringTokenizer(body, " \t");
        try {
            String day = words.nextToken();
            if (day.endsWith(",")) {
                day = words.nextToken();
            }
            return usual(day, words.nextToken(), words.nextToken(), words.nextToken(), words.nextToken(), words);
        } catch (NoSuchElementException | NumberFormatException | DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> usual(
            String day, String month, String year, String time, String zone, StringTokenizer rest) {
        int named = month.length() == 3 ? MONTHS.indexOf(month.toLowerCase(Locale.ROOT)) : -1;
        boolean comment = !rest.hasMoreTokens() || rest.nextToken().startsWith("(");
        if (named < 0
                || named % 3 != 0
                || day.length() > 2
                || year.length() != 4
                || !isTime(time)
                || !isZone(zone)
                || !comment) {
            return Optional.empty();
        }
        int minutes = number(zone, 1, 3) * 60 + number(zone, 3, 5);
        int seconds = time.length() == 8 ? number(time, 6, 8) : 0;
        LocalDateTime local = LocalDateTime.of(
                number(year, 0, 4),
                named / 3 + 1,
                number(day, 0, day.length()),
                number(time, 0, 2),
                number(time, 3, 5),
                seconds);
        return Optional.of(local.toInstant(ZoneOffset.ofTotalSeconds((zone.charAt(0) == '-' ? -60 : 60) * minutes)));
    }

    private static boolean isTime(String time) {
        return (time.length() == 5 || time.length() == 8 && time.charAt(5) == ':') && time.charAt(2) == ':';
    }

    private static boolean isZone(String zone) {
        return zone.length() == 5 && (zone.charAt(0) == '+' || zone.charAt(0) == '-');
    }

    /** Digits only: a sign is refused. */
    private static int number(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new NumberFormatException(text);
            }
        }
        return Integer.parseInt(text, from, to, 10);
    }
}
