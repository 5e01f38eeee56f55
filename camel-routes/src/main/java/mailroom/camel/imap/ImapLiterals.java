package mailroom.camel.imap;

import java.io.IOException;

/** Literals (RFC 9051, 4.3): the length that the server announces is believed within limits only. */
final class ImapLiterals {

    /** A literal that is not a mail's body: a folder's name, a text. */
    static final int LARGEST_LITERAL = 64 * 1024;

    private final ImapInput input;

    ImapLiterals(ImapInput input) {
        this.input = input;
    }

    byte[] small() throws IOException {
        long length = length();
        refuseLarge(length);
        byte[] bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) input.next();
        }
        return bytes;
    }

    static void refuseLarge(long length) throws ImapProblem {
        if (length > LARGEST_LITERAL) {
            throw ImapProblem.protocol(
                    "a literal of " + length + " bytes where at most " + LARGEST_LITERAL + " are allowed");
        }
    }

    private long length() throws IOException {
        input.skip('~');
        input.expect('{');
        long length = input.number();
        input.skip('+');
        input.expect('}');
        input.expect('\r');
        input.expect('\n');
        return length;
    }

    long body(ImapInput.BodySink sink, long most) throws IOException {
        int c = input.peek();
        if (c != '{' && c != '~') {
            return quotedBody(sink);
        }
        long length = length();
        if (length > most) {
            throw ImapProblem.protocol("a body of " + length + " bytes where at most " + most + " were asked for");
        }
        input.bytes().copy(length, sink.open(length));
        return length;
    }

    private long quotedBody(ImapInput.BodySink sink) throws IOException {
        String text = input.string();
        if (text == null) {
            return -1;
        }
        byte[] bytes = ImapText.bytes(text);
        sink.open(bytes.length).write(bytes, 0, bytes.length);
        return bytes.length;
    }
}
