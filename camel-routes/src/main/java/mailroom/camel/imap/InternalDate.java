package mailroom.camel.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** INTERNALDATE: {@code "17-Jul-1996 02:44:25 -0700"} (RFC 9051, date-time), read by position. */
final class InternalDate {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LENGTH = 26;

    private InternalDate() {}

    /** The epoch for what is no date: a wrong date must not keep a mail out. */
    static Instant parse(String text) {
        if (text == null || text.length() != LENGTH) {
            return Instant.EPOCH;
        }
        try {
            int day = text.charAt(0) == ' ' ? digits(text, 1, 2) : digits(text, 0, 2);
            int month = MONTHS.indexOf(text.substring(3, 6)) / 3 + 1;
            long days = LocalDate.of(digits(text, 7, 11), month, day).toEpochDay();
            int seconds = digits(text, 12, 14) * 3600 + digits(text, 15, 17) * 60 + digits(text, 18, 20);
            int zone = digits(text, 22, 24) * 3600 + digits(text, 24, 26) * 60;
            int offset = text.charAt(21) == '-' ? -zone : zone;
            return Instant.ofEpochSecond(days * 86_400 + seconds - offset);
        } catch (DateTimeException | NumberFormatException wrong) {
            return Instant.EPOCH;
        }
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
