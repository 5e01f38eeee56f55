package mailroom.camel.imap;

import java.io.IOException;

/** Passes over what nobody asked for, within the limits on depth, tokens and literals. */
final class Passing {

    static final int DEEPEST_NESTING = 64;

    private final ImapInput input;

    Passing(ImapInput input) {
        this.input = input;
    }

    void value() throws IOException {
        int depth = 0;
        do {
            input.countToken();
            switch (input.peek()) {
                case '(' -> {
                    input.next();
                    if (++depth > DEEPEST_NESTING) {
                        throw ImapProblem.protocol("lists are nested deeper than " + DEEPEST_NESTING);
                    }
                }
                case ')' -> {
                    if (--depth < 0) {
                        throw ImapProblem.protocol("a closing parenthesis without an opening one");
                    }
                    input.next();
                }
                case ' ' -> input.next();
                case '\r', '\n', 0 -> throw ImapProblem.protocol("a response ends inside a list");
                default -> input.string();
            }
        } while (depth > 0);
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
        while (input.peek() >= '0' && input.peek() <= '9' && digits++ < 18) {
            length = length * 10 + input.next() - '0';
        }
        if (digits == 0 || !(input.skip('}') && input.skip('\r') && input.peek() == '\n')) {
            return;
        }
        input.next();
        ImapLiterals.refuseLarge(length);
        for (long i = 0; i < length; i++) {
            input.next();
        }
    }
}
