package mailroom.parse.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * Reads the dates of mails (RFC 5322, 3.3 and 4.3), of ISO 8601, and of C's asctime. Words may stand in any order that is
 * not ambiguous; what is ambiguous is no date. A time without a zone is UTC.
 */
public final class DateReader {

    private static final int LONGEST = 200;
    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final char MINUS_SIGN = '\u2212';
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final Pattern ORDINAL = Pattern.compile("(?i)\\d{1,2}(st|nd|rd|th)");
    private static final Pattern BESIDE_COLON = Pattern.compile("(?<=\\d)\\s{0,3}:\\s{0,3}(?=\\d)");
    private static final Pattern DOTTED_TIME = Pattern.compile("(?<!\\S)(\\d{1,2})\\.(\\d{2})\\.(\\d{2})(?!\\S)");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> MONTH_NAMES = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private int day;
    private int month;
    /** Whether it came before any other part of the date. */
    private boolean monthMayBeDay;

    private int year = -1;
    private Optional<LocalTime> time = Optional.empty();
    private OptionalInt zone = OptionalInt.empty();

    private DateReader() {}

    /** @param text of the field */
    public static DateReading read(String text) {
        if (text.length() > LONGEST) {
            return DateReading.none("it is longer than " + LONGEST + " characters");
        }
        Optional<Instant> usual = UsualDate.read(text);
        return usual.isPresent() ? DateReading.of(usual.get()) : inWords(text);
    }

    /** Reads it however it is written. */
    static DateReading inWords(String text) {
        try {
            return new DateReader().moment(words(text));
        } catch (DateTimeException none) {
            return DateReading.none(none.getMessage());
        }
    }

    private DateReading moment(List<String> words) {
        for (String word : words) {
            boolean complete = time.isPresent() && year >= 0 && zone.isPresent();
            if (!complete) {
                word(word);
            } else if (word.charAt(0) == '+' || word.charAt(0) == '-') {
                furtherZone(word);
            }
        }
        if (day == 0 || month == 0 || year < 0) {
            throw new DateTimeException("day, month and year are not all there");
        }
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("the year is not between " + FIRST_YEAR + " and " + LAST_YEAR);
        }
        LocalTime clock = time.orElseThrow(() -> new DateTimeException("it has no time"));
        LocalDateTime local = dayOfCalendar(clock);
        LocalDateTime universal = local.minusMinutes(zone.orElse(0));
        if (universal.getYear() > LAST_YEAR) {
            throw new DateTimeException("the year is not between " + FIRST_YEAR + " and " + LAST_YEAR);
        }
        return DateReading.of(universal.toInstant(ZoneOffset.UTC));
    }

    private LocalDateTime dayOfCalendar(LocalTime clock) {
        try {
            return LocalDateTime.of(year, month, day, clock.getHour(), clock.getMinute(), clock.getSecond());
        } catch (DateTimeException noDay) {
            throw new DateTimeException("the month has no such day");
        }
    }

    /** {@code GMT +0100}: the number says more; behind another zone it must say the same. */
    private void furtherZone(String word) {
        OptionalInt further = Zones.minutes(word);
        if (zone.getAsInt() == 0 && further.isPresent()) {
            zone = further;
        } else if (!zone.equals(further)) {
            throw new DateTimeException("it has two zones");
        }
    }

    private void word(String word) {
        char first = word.charAt(0);
        boolean digit = Digits.is(first);
        if (digit && word.indexOf(':') > 0 && time.isEmpty()) {
            clock(word);
        } else if (digit && IsoDate.is(word)) {
            IsoDate date = IsoDate.of(word);
            calendarDay(date.day(), date.month(), date.year());
        } else if (digit && word.indexOf('-') > 0) {
            dashed(word);
        } else if (digit) {
            boolean ordinal = !Digits.is(word.charAt(word.length() - 1))
                    && ORDINAL.matcher(word).matches();
            number(ordinal ? word.substring(0, word.length() - 2) : word);
        } else {
            name(word);
        }
    }

    /** {@code mar, 5 nov}: where languages call a day of the week as another calls a month, the month is named later. */
    private void name(String word) {
        int named = monthOf(word);
        if (named > 0 && (month == 0 || monthMayBeDay)) {
            monthMayBeDay = month == 0 && day == 0;
            month = named;
        } else if (named > 0) {
            throw new DateTimeException("it has two months");
        } else if (time.isPresent()) {
            behindTheTime(word);
        }
    }

    private void number(String word) {
        if (!Digits.only(word) || word.length() > 5) {
            throw new DateTimeException("a number in it belongs to no date");
        }
        int number = Integer.parseInt(word);
        if (day == 0 && word.length() <= 2) {
            day = number;
        } else if (year < 0) {
            year = fullYear(number, word.length());
        } else {
            throw new DateTimeException("it has more numbers than a date");
        }
    }

    /** Two digits are of 1950 to 2049, three count from 1900 (RFC 5322, 4.3). */
    private static int fullYear(int number, int digits) {
        return switch (digits) {
            case 1, 2 -> number + (number < 50 ? 2000 : 1900);
            case 3 -> number + 1900;
            default -> number;
        };
    }

    /** Reads {@code 05-Nov-2026}. */
    private void dashed(String word) {
        String[] parts = word.split("-");
        if (parts.length != 3 || monthOf(parts[1]) == 0) {
            throw new DateTimeException("a number in it belongs to no date");
        }
        number(parts[0]);
        month = monthOf(parts[1]);
        number(parts[2]);
    }

    private void calendarDay(int ofMonth, int ofYear, int theYear) {
        day = ofMonth;
        month = ofYear;
        year = theYear;
    }

    private void clock(String word) {
        ClockTime clock = ClockTime.read(word);
        time = Optional.of(clock.time());
        if (!clock.rest().isEmpty()) {
            zone = zoneOf(clock.rest());
        }
    }

    private void behindTheTime(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        if (small.equals("am") || small.equals("pm")) {
            time = time.map(clock -> ClockTime.half(clock, small.equals("pm")));
        } else if (!DAYS.contains(small.substring(0, Math.min(3, small.length())))) {
            zone = zoneOf(word);
        }
    }

    private static OptionalInt zoneOf(String word) {
        OptionalInt minutes = Zones.minutes(word);
        if (minutes.isEmpty()) {
            throw new DateTimeException("its zone cannot be told");
        }
        return minutes;
    }

    private static int monthOf(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        String name = small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
        int at = name.length() == 3 ? MONTHS.indexOf(name) : -1;
        if (at >= 0 && at % 3 == 0) {
            return at / 3 + 1;
        }
        return name.equals("sept") ? 9 : MONTH_NAMES.indexOf(name) + 1;
    }

    private static char plain(char c) {
        return switch (c) {
            case ',', ';', '"', NO_BREAK_SPACE -> ' ';
            case MINUS_SIGN -> '-';
            default -> c;
        };
    }

    private static String timesAsOneWord(String text) {
        String joined = hasBlankBesideColon(text) ? BESIDE_COLON.matcher(text).replaceAll(":") : text;
        return joined.indexOf('.') < 0 ? joined : DOTTED_TIME.matcher(joined).replaceAll("$1:$2:$3");
    }

    private static boolean hasBlankBesideColon(String text) {
        for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
            boolean before = at > 0 && text.charAt(at - 1) <= ' ';
            boolean after = at + 1 < text.length() && text.charAt(at + 1) <= ' ';
            if (before || after) {
                return true;
            }
        }
        return false;
    }

    /** Without comments, commas and quotes, and with each time as one word: {@code 10: 5: 7} and {@code 10.05.07} are times too. */
    private static List<String> words(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : 0;
            plain.append(depth > 0 ? ' ' : plain(c));
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(timesAsOneWord(plain.toString()));
        while (tokens.hasMoreTokens()) {
            String word = tokens.nextToken();
            boolean iso = IsoDate.startsWithTime(word);
            words.add(iso ? word.substring(0, IsoDate.LENGTH) : word);
            if (iso) {
                words.add(word.substring(IsoDate.LENGTH + 1));
            }
        }
        return words;
    }
}
