package mailroom.camel.imap.wire;

import java.io.IOException;
import mailroom.camel.imap.problem.ImapProblem;

/** Passes over what nobody asked for, within the limits on depth, tokens and literals. */
final class UnaskedResponses {

    static final int DEEPEST_NESTING = 64;

    private final ImapInput input;

    UnaskedResponses(ImapInput input) {
        this.input = input;
    }

    /** One value, or nothing where a list or the line ends instead. */
    void value() throws IOException {
        input.bytes().passOver();
        nested();
        input.bytes().passedOver();
    }

    private void nested() throws IOException {
        int depth = 0;
        input.blanks();
        if (!input.isAtValue()) {
            return;
        }
        do {
            input.countToken();
            switch (input.peek()) {
                case '(' -> {
                    if (++depth > DEEPEST_NESTING) {
                        throw new Unreadable("lists are nested deeper than " + DEEPEST_NESTING);
                    }
                    input.next();
                }
                case ')' -> {
                    depth--;
                    input.next();
                }
                case ' ' -> input.next();
                case '\r', '\n', 0 -> throw new Unreadable("a response ends inside a list");
                case '"' -> quoted();
                default -> literalOrAtom();
            }
        } while (depth > 0);
    }

    /** Nothing of it is held. */
    private void quoted() throws IOException {
        input.expect('"');
        for (int c = input.peek(); c != '"'; c = input.peek()) {
            if (c == '\\') {
                input.next();
                c = input.peek();
            }
            if (c == '\r' || c == '\n' || c == 0) {
                throw new Unreadable("a quoted string holds " + ImapInput.shown(c));
            }
            input.next();
        }
        input.next();
    }

    private void literalOrAtom() throws IOException {
        if (input.isAtLiteral()) {
            input.skipLiteral(input.literalLength(), "a literal that nobody asked for is too long");
        } else {
            input.string();
        }
    }

    void response() throws IOException {
        while (true) {
            switch (input.peek()) {
                case '{' -> braces();
                case '\n' -> {
                    input.next();
                    return;
                }
                default -> input.next();
            }
        }
    }

    private void braces() throws IOException {
        input.expect('{');
        long length = 0;
        int digits = 0;
        while (input.peek() >= '0' && input.peek() <= '9') {
            length = digits++ < 18 ? length * 10 + input.next() - '0' : tooMany();
        }
        input.skip('+');
        if (!input.skip('}')) {
            return;
        }
        input.blanks();
        input.skip('\r');
        if (input.peek() != '\n') {
            return;
        }
        if (digits == 0) {
            throw ImapProblem.protocol("a literal has no length");
        }
        input.next();
        input.countToken();
        input.skipLiteral(length, "a literal that nobody asked for is too long");
    }

    private long tooMany() throws IOException {
        input.next();
        return Long.MAX_VALUE;
    }
}
