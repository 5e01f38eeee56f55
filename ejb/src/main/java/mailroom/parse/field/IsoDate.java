package mailroom.parse.field;

import java.util.regex.Pattern;

/** The day of an ISO 8601 date, {@code 2026-11-05}, also with slashes: with the year first it is not ambiguous. */
record IsoDate(int year, int month, int day) {

    static final int LENGTH = 10;
    private static final Pattern FORM = Pattern.compile("\\d{4}([-/])\\d{2}\\1\\d{2}");

    static boolean is(String word) {
        return word.length() == LENGTH && FORM.matcher(word).matches();
    }

    /** Is how {@code 2026-11-05T10:00:00Z} begins. */
    static boolean startsWithTime(String word) {
        return word.length() > LENGTH + 1 && "Tt".indexOf(word.charAt(LENGTH)) >= 0 && is(word.substring(0, LENGTH));
    }

    static IsoDate of(String word) {
        return new IsoDate(number(word, 0, 4), number(word, 5, 7), number(word, 8, LENGTH));
    }

    private static int number(String word, int from, int to) {
        return Integer.parseInt(word, from, to, 10);
    }
}
