package mailroom.notification;

import java.nio.charset.StandardCharsets;

/** Makes text fit for a header field: one line, no control characters, all of it Unicode. */
public final class SafeText {

    private static final char NEXT_LINE = '\u0085';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private SafeText() {}

    public static void require(String field, String text, int longest) {
        if (text.length() > longest) {
            throw new NotificationRefused(field, "at most " + longest + " characters");
        }
        if (text.chars().anyMatch(SafeText::isBreakOrControl)) {
            throw new NotificationRefused(field, "one line of text, without line breaks and control characters");
        }
        requireUnicode(field, text);
    }

    /** A body may have lines, but neither NUL nor half a character. */
    static void requireBody(String field, String text, int longest) {
        if (text.length() > longest) {
            throw new NotificationRefused(field, "at most " + longest + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new NotificationRefused(field, "text without NUL");
        }
        requireUnicode(field, text);
    }

    private static void requireUnicode(String field, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new NotificationRefused(field, "Unicode text, without unpaired surrogates");
        }
    }

    private static boolean isBreakOrControl(int character) {
        return Character.isISOControl(character)
                || character == NEXT_LINE
                || character == LINE_SEPARATOR
                || character == PARAGRAPH_SEPARATOR;
    }
}
