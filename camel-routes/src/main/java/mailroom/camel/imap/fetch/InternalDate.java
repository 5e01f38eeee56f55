package mailroom.camel.imap.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * INTERNALDATE: {@code "17-Jul-1996 02:44:25 -0700"} (RFC 9051, date-time), read by position; what servers write instead
 * is read by its parts.
 */
final class InternalDate {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LENGTH = 26;

    private static final Pattern LOOSE = Pattern.compile("(?:[a-z]{3,9},? +)?(\\d{1,2})[- /]([a-z]{3})[a-z]*[- /,]+"
            + "(\\d{4}|\\d\\d)[ t]+(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.\\d+)?)?(?: *([-+]\\d\\d:?\\d\\d|[a-z]{1,5}))?"
            + "(?: *\\([^)]*\\))?");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[t ]+(\\d\\d):(\\d\\d)(?::(\\d\\d)"
            + "(?:\\.\\d+)?)? *([-+]\\d\\d:?\\d\\d|z|utc|gmt)?");

    /** RFC 5322, 4.3; whatever is not named here stands for UTC there too. */
    private static final Map<String, Integer> ZONES = Map.of(
            "edt", -4, "est", -5, "cdt", -5, "cst", -6, "mdt", -6, "mst", -7, "pdt", -7, "pst", -8, "cet", 1, "cest",
            2);

    private InternalDate() {}

    /** Empty for what is no date, and for the first second of 1970: it is what servers without a date send. */
    static Optional<Instant> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant date = isUsual(text) ? usual(text) : loose(text);
            return Optional.ofNullable(date).filter(known -> !known.equals(Instant.EPOCH));
        } catch (DateTimeException | NumberFormatException wrong) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(String text) {
        return text.length() == LENGTH
                && text.charAt(2) == '-'
                && text.charAt(6) == '-'
                && text.charAt(11) == ' '
                && text.charAt(14) == ':'
                && text.charAt(17) == ':'
                && text.charAt(20) == ' '
                && (text.charAt(21) == '-' || text.charAt(21) == '+');
    }

    private static Instant usual(String text) {
        int day = text.charAt(0) == ' ' ? digits(text, 1, 2) : digits(text, 0, 2);
        int zone = digits(text, 22, 24) * 3600 + digits(text, 24, 26) * 60;
        return instant(
                LocalDate.of(digits(text, 7, 11), month(text.substring(3, 6)), day),
                seconds(digits(text, 12, 14), digits(text, 15, 17), digits(text, 18, 20)),
                text.charAt(21) == '-' ? -zone : zone);
    }

    private static Instant loose(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Matcher loose = LOOSE.matcher(plain);
        if (loose.matches()) {
            LocalDate day = LocalDate.of(year(loose.group(3)), month(loose.group(2)), Integer.parseInt(loose.group(1)));
            return instant(day, seconds(loose, 4), zone(loose.group(7)));
        }
        Matcher iso = ISO.matcher(plain);
        if (iso.matches()) {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3)));
            return instant(day, seconds(iso, 4), zone(iso.group(7)));
        }
        return null;
    }

    private static Instant instant(LocalDate day, int seconds, int zone) {
        return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + seconds - zone);
    }

    /** Two digits as RFC 5322, 4.3 has them. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() > 2 ? year : year + (year < 50 ? 2000 : 1900);
    }

    private static int month(String name) {
        int at = MONTHS.toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT));
        if (at < 0 || at % 3 != 0) {
            throw new DateTimeException("no month");
        }
        return at / 3 + 1;
    }

    private static int seconds(Matcher parts, int from) {
        String seconds = parts.group(from + 2);
        return seconds(
                Integer.parseInt(parts.group(from)),
                Integer.parseInt(parts.group(from + 1)),
                seconds == null ? 0 : Integer.parseInt(seconds));
    }

    private static int seconds(int hours, int minutes, int seconds) {
        if (hours > 23 || minutes > 59 || seconds > 60) {
            throw new DateTimeException("no time of day");
        }
        return hours * 3600 + minutes * 60 + seconds;
    }

    private static int zone(String zone) {
        if (zone == null || Character.isLetter(zone.charAt(0))) {
            return zone == null ? 0 : ZONES.getOrDefault(zone, 0) * 3600;
        }
        String digits = zone.replace(":", "");
        int seconds = digits(digits, 1, 3) * 3600 + digits(digits, 3, 5) * 60;
        return digits.charAt(0) == '-' ? -seconds : seconds;
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
