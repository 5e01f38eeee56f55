package mailroom.parse.field;

import java.util.Map;

/** Takes an address apart where its @ is, without what people and programs put around it. */
final class AddressSpec {

    /** What may stand around all of an address and belongs to no name of a mailbox. */
    private static final Map<Character, Character> AROUND = Map.of(
            '\'', '\'', '[', ']', '{', '}', '`', '`', '\u201c', '\u201d', '\u2018', '\u2019', '\u00ab', '\u00bb');

    private AddressSpec() {}

    static MailAddress split(String text, String name) {
        String spec = text;
        int at = at(spec);
        if (at >= 0 && isAround(spec)) {
            spec = spec.substring(1, spec.length() - 1);
            at = at(spec);
        } else if (at < 0 && spec.startsWith("\"")) {
            // all of it is quoted
            spec = Quoting.unquoted(spec);
            at = at(spec);
        }
        String local = visible(PlainText.of(Quoting.unquoted(at < 0 ? spec : spec.substring(0, at))));
        return new MailAddress(name, local, at < 0 ? "" : visible(PlainText.of(spec.substring(at + 1))));
    }

    private static boolean isAround(String spec) {
        return AROUND.getOrDefault(spec.charAt(0), (char) 0) == spec.charAt(spec.length() - 1);
    }

    /** Where the last @ outside of quotes is, or -1. */
    static int at(CharSequence spec) {
        int found = -1;
        boolean quoted = false;
        for (int i = 0; i < spec.length(); i++) {
            char c = spec.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == '@' && !quoted) {
                found = i;
            }
        }
        return found;
    }

    /** Without blanks and marks that nobody sees at its ends, as they come along with what is pasted. */
    private static String visible(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isUnseen(text.charAt(from))) {
            from++;
        }
        while (to > from && isUnseen(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isUnseen(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
