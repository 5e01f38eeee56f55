package mailroom.parse.field;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter or a part of one: {@code name=}, {@code name*=}, {@code name*1=} or {@code name*1*=} (RFC 2231).
 *
 * @param number of the part; {@link #WHOLE} for all of it
 * @param encoded whether percent signs and a character set are meant
 */
record Segment(String name, int number, boolean encoded, String value) {

    static final int WHOLE = -1;
    private static final int DIGITS_MAX = 4;
    /** The semicolon before it was forgotten. */
    private static final Pattern NEXT_PARAMETER = Pattern.compile("\"[ \\t]{1,9}[\\w*-]{1,40}=");

    /** Empty for a piece that names nothing. */
    static Optional<Segment> read(String piece) {
        int equals = piece.indexOf('=');
        if (equals <= 0) {
            return Optional.empty();
        }
        String key = piece.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        String value = plain(piece.substring(equals + 1).strip());
        int star = key.indexOf('*');
        if (star < 0) {
            return Optional.of(new Segment(key, WHOLE, false, value));
        }
        String name = key.substring(0, star).stripTrailing();
        String rest = key.substring(star + 1).strip();
        if (rest.isEmpty()) {
            return Optional.of(new Segment(name, WHOLE, true, value));
        }
        boolean encoded = rest.endsWith("*");
        String digits = encoded ? rest.substring(0, rest.length() - 1) : rest;
        boolean number = !digits.isEmpty()
                && digits.length() <= DIGITS_MAX
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(new Segment(name, Integer.parseInt(digits), encoded, value)) : Optional.empty();
    }

    /**
     * A backslash is taken away before a quote and before a backslash only, since names of files have them too. What ends with
     * a quote ends there, though others stand within: {@code "a "b".pdf"}.
     */
    private static String plain(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        boolean quotesWithin =
                value.endsWith("\"") && !NEXT_PARAMETER.matcher(value).find();
        int last = quotesWithin ? value.length() - 1 : value.length();
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 1; i < last; i++) {
            char c = value.charAt(i);
            char next = i + 1 < value.length() ? value.charAt(i + 1) : 0;
            boolean escape = c == '\\' && (next == '"' || next == '\\');
            if (c == '"' && !quotesWithin) {
                return plain.toString();
            }
            plain.append(escape ? value.charAt(++i) : c);
        }
        return plain.toString();
    }
}
