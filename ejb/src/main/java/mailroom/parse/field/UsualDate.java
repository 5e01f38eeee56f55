package mailroom.parse.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Reads a date as nearly all mails write it, {@code Thu, 05 Nov 2026 10:00:00 +0100}, perhaps with a comment behind it (RFC
 * 5322, 3.3), at a fraction of the cost. What is written otherwise is left to {@link DateReader}, which reads these in the
 * same way.
 */
final class UsualDate {

    private static final String DAYS = "Mon, Tue, Wed, Thu, Fri, Sat, Sun, ";
    private static final int DAY_LENGTH = 5;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int SECONDS_OF_DAY = 24 * 60 * 60;
    private static final int LAST_YEAR = 9000;

    private final String text;
    private int at;

    private UsualDate(String text) {
        this.text = text;
    }

    /** Empty for what is written otherwise, and for what is no date. */
    static Optional<Instant> read(String text) {
        try {
            return new UsualDate(text).moment();
        } catch (StringIndexOutOfBoundsException | DateTimeException otherwise) {
            return Optional.empty();
        }
    }

    private Optional<Instant> moment() {
        passDayOfWeek();
        int day = digits(text.charAt(at + 1) == ' ' ? 1 : 2);
        int month = month();
        int year = behind(' ', 4);
        int hour = behind(' ', 2);
        int minute = behind(':', 2);
        int second = behind(':', 2);
        int zone = zone();
        boolean usual = year >= 1900 && year <= LAST_YEAR && hour < 24 && minute < 60 && second < 60 && endsHere();
        if (!usual || day < 0 || zone == Integer.MIN_VALUE || minute < 0 || second < 0 || hour < 0) {
            return Optional.empty();
        }
        long local =
                LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second;
        return Optional.of(Instant.ofEpochSecond(local - zone * 60L));
    }

    private void passDayOfWeek() {
        if (!Digits.is(text.charAt(0))) {
            int known = DAYS.indexOf(text.substring(0, DAY_LENGTH));
            at = known >= 0 && known % DAY_LENGTH == 0 ? DAY_LENGTH : text.length();
        }
    }

    /** Below zero where there are none. */
    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(at++);
            number = Digits.is(c) && number >= 0 ? number * 10 + c - '0' : -1;
        }
        return number;
    }

    private int behind(char before, int count) {
        return text.charAt(at++) == before ? digits(count) : -1;
    }

    /** Zero, which no calendar has, where there is none. */
    private int month() {
        if (text.charAt(at++) != ' ') {
            return 0;
        }
        int known = MONTHS.indexOf(text.substring(at, at + 3));
        at += 3;
        return known >= 0 && known % 3 == 0 ? known / 3 + 1 : 0;
    }

    /** Reads the minutes east of UTC; {@link Integer#MIN_VALUE} where there are none. */
    private int zone() {
        char sign = text.charAt(at) == ' ' ? text.charAt(at + 1) : ' ';
        at += 2;
        int hours = digits(2);
        int minutes = digits(2);
        boolean exists = (sign == '+' || sign == '-') && hours >= 0 && hours < 18 && minutes >= 0 && minutes < 60;
        return exists ? (sign == '-' ? -1 : 1) * (hours * 60 + minutes) : Integer.MIN_VALUE;
    }

    /** Only a comment of letters may follow, which names the zone. */
    private boolean endsHere() {
        if (at == text.length()) {
            return true;
        }
        if (!text.startsWith(" (", at) || text.charAt(text.length() - 1) != ')') {
            return false;
        }
        for (int i = at + 2; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
                return false;
            }
        }
        return true;
    }
}
