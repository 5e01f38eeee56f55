package mailroom.camel.imap.connection;

import java.io.IOException;
import java.util.Locale;
import mailroom.camel.imap.wire.ImapInput;

/**
 * What stands behind OK, NO, BAD and BYE (RFC 9051, 7.1).
 *
 * @param code in upper case with its argument, cut to 200 characters, or the empty text
 * @param text for a person, cut to 200 characters
 */
record StatusLine(String code, String text) {

    private static final int LONGEST_CODE = 200;

    /** Capabilities in it are taken in. */
    static StatusLine read(ImapInput input, Capabilities capabilities) throws IOException {
        String code = code(input, capabilities);
        return new StatusLine(code, input.restOfLine().strip());
    }

    private static String code(ImapInput input, Capabilities capabilities) throws IOException {
        input.blanks();
        if (!input.skip('[')) {
            return "";
        }
        input.blanks();
        String word = input.atom().toUpperCase(Locale.ROOT);
        if (word.equals("CAPABILITY")) {
            capabilities.read(input);
            input.skip(']');
            return word;
        }
        input.bytes().passOver();
        StringBuilder code = new StringBuilder(word);
        for (int c = input.peek(); c != ']' && c != '\r' && c != '\n'; c = input.peek()) {
            input.next();
            if (code.length() < LONGEST_CODE) {
                code.append(c >= ' ' && c < 0x7f ? (char) c : '?');
            }
        }
        input.skip(']');
        return code.toString();
    }
}
