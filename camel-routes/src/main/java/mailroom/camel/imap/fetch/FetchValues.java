package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.util.Locale;
import mailroom.camel.imap.wire.ImapInput;
import mailroom.camel.imap.wire.Unreadable;

/** The values in FETCH responses that servers write in more ways than RFC 9051 has. */
final class FetchValues {

    private static final int LONGEST_SECTION = 200;
    private static final int MOST_DIGITS = 18;

    private final ImapInput input;

    FetchValues(ImapInput input) {
        this.input = input;
    }

    /** A number as it stands, also in quotes; -1 for what is none, which is passed over. */
    long looseNumber() throws IOException {
        input.blanks();
        int c = input.peek();
        if (c >= '0' && c <= '9') {
            return digits();
        }
        if (c != '"') {
            input.skipValue();
            return -1;
        }
        String text = input.string().strip();
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /** Is -1 where there are more than 18 of them. */
    private long digits() throws IOException {
        long value = 0;
        int digits = 0;
        for (int c = input.peek(); c >= '0' && c <= '9'; c = input.peek()) {
            value = ++digits > MOST_DIGITS ? -1 : value * 10 + c - '0';
            input.next();
        }
        return value;
    }

    /** A list of flags, each of any characters but blanks and parentheses, separated by one space; none for NIL. */
    String flags(String last) throws IOException {
        input.blanks();
        if (!input.skip('(')) {
            input.skipValue();
            return "";
        }
        String inBuffer = input.bytes().flagsInBuffer(last);
        return inBuffer != null ? inBuffer : slowFlags();
    }

    private String slowFlags() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int c = input.peek(); c != ')' && c != '\r' && c != '\n'; c = input.peek()) {
            input.next();
            boolean separates = c == ' ' || c == '\t';
            boolean again = all.isEmpty() || all.charAt(all.length() - 1) == ' ';
            if (!(separates && again) && c != '"') {
                all.append(separates ? ' ' : (char) c);
            }
        }
        input.skip(')');
        return all.toString().strip();
    }

    /** What stands in brackets: in upper case, without quotes, with one space for several. */
    String section() throws IOException {
        input.expect('[');
        StringBuilder seen = new StringBuilder();
        for (int c = input.peek(); c != ']'; c = input.peek()) {
            if (seen.length() == LONGEST_SECTION || c < ' ') {
                throw new Unreadable("a FETCH response names a section that was not asked for");
            }
            seen.append((char) input.next());
        }
        input.next();
        return seen.isEmpty()
                ? ""
                : seen.toString()
                        .replace("\"", "")
                        .strip()
                        .replaceAll(" +", " ")
                        .toUpperCase(Locale.ROOT);
    }

    /** Where in its section a piece begins; -1 if that is not said. */
    long origin() throws IOException {
        if (!input.skip('<')) {
            return -1;
        }
        long origin = input.number();
        if (input.skip('.')) {
            input.number();
        }
        input.expect('>');
        return origin;
    }
}
