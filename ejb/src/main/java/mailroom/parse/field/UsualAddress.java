package mailroom.parse.field;

import java.util.Optional;

/**
 * Reads an address field that holds one address as nearly all mails write it, {@code Joe Q. Public <joe@example.org>}, at a
 * fraction of the cost. What is written otherwise is left to {@link AddressReader}, which reads these in the same way.
 */
final class UsualAddress {

    private static final String OF_LOCAL = "._+-";
    private static final String OF_DOMAIN = ".-";
    private static final String OF_NAME = ".'-_&";
    private static final String OF_QUOTED_NAME = OF_NAME + ",:;@()";

    private UsualAddress() {}

    /** Empty for what is written otherwise. */
    static Optional<MailAddress> read(String text) {
        int open = text.indexOf('<');
        int end = text.length();
        if (open < 0) {
            return address("", text, 0, end);
        }
        return isNamed(text, open) && text.charAt(end - 1) == '>'
                ? address(name(text, open), text, open + 1, end - 1)
                : Optional.empty();
    }

    private static Optional<MailAddress> address(String name, String text, int from, int to) {
        int at = text.indexOf('@', from);
        boolean usual = at > from && at < to - 1 && is(text, from, at, OF_LOCAL) && is(text, at + 1, to, OF_DOMAIN);
        return usual
                ? Optional.of(new MailAddress(name, text.substring(from, at), text.substring(at + 1, to)))
                : Optional.empty();
    }

    /** Whether nothing or a name and one blank stand before the bracket. */
    private static boolean isNamed(String text, int open) {
        if (open == 0) {
            return true;
        }
        if (open < 2 || text.charAt(open - 1) != ' ') {
            return false;
        }
        boolean quoted = isQuoted(text, open);
        int from = quoted ? 1 : 0;
        int to = quoted ? open - 2 : open - 1;
        return words(text, from, to, quoted ? OF_QUOTED_NAME : OF_NAME);
    }

    private static boolean isQuoted(String text, int open) {
        return open > 3 && text.charAt(0) == '"' && text.charAt(open - 2) == '"';
    }

    private static String name(String text, int open) {
        if (open == 0) {
            return "";
        }
        return isQuoted(text, open) ? text.substring(1, open - 2) : text.substring(0, open - 1);
    }

    /** Whether these are words of letters and some other characters, with single blanks between. */
    private static boolean words(String text, int from, int to, String others) {
        boolean behindBlank = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ' ' ? behindBlank : !isOf(c, others)) {
                return false;
            }
            behindBlank = c == ' ';
        }
        return !behindBlank;
    }

    private static boolean is(String text, int from, int to, String others) {
        for (int i = from; i < to; i++) {
            if (!isOf(text.charAt(i), others)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(char c, String others) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || Digits.is(c) || others.indexOf(c) >= 0;
    }
}
