package mailroom.parse.field;

/** Makes texts of a mail fit for a column, a list and a rule: no control character, no half of a character. */
public final class PlainText {

    private static final int PICTURES = 0x2400;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private PlainText() {}

    /** Blanks for control characters, and nothing for byte order marks; those that may carry meaning in an encoding nobody named stay to be seen. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ascii = c >= ' ' && c < 0x7f;
            if (!ascii && (Character.isISOControl(c) || Character.isSurrogate(c) || c == BYTE_ORDER_MARK)) {
                return replaced(text);
            }
        }
        return text.strip();
    }

    /** At most so many UTF-16 units, and no half of a character at the end. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).strip();
    }

    private static String replaced(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != BYTE_ORDER_MARK)
                .map(PlainText::plain)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    private static int plain(int c) {
        if (c == 0x0e || c == 0x0f || c == 0x1b) {
            return PICTURES + c;
        }
        if (Character.isISOControl(c)) {
            return ' ';
        }
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return half ? '\ufffd' : c;
    }
}
