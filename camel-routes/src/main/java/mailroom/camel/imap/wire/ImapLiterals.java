package mailroom.camel.imap.wire;

import java.io.IOException;
import java.io.OutputStream;
import mailroom.camel.imap.problem.ImapProblem;

/** Literals (RFC 9051, 4.3; RFC 3516): the length that the server announces is believed within limits only. */
final class ImapLiterals {

    /** A literal that is not a mail's body: a folder's name, a text. */
    static final int LARGEST_LITERAL = 64 * 1024;

    /** A longer one is not waited for: the connection ends. */
    static final long LARGEST_SKIPPED = 64L << 20;

    private final ImapInput input;

    ImapLiterals(ImapInput input) {
        this.input = input;
    }

    boolean isNext() throws IOException {
        return input.peek() == '{' || input.peek() == '~';
    }

    byte[] small() throws IOException {
        long length = length();
        if (length > LARGEST_LITERAL) {
            String words = "a literal of " + length + " bytes where at most " + LARGEST_LITERAL + " are allowed";
            skip(length, words);
            throw new Unreadable(words);
        }
        byte[] bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) input.next();
        }
        return bytes;
    }

    /** Reads {@code {n}} and the end of its line; the bytes come next. */
    long length() throws IOException {
        input.skip('~');
        input.expect('{');
        try {
            long length = input.number();
            input.skip('+');
            input.expect('}');
            input.endOfLine();
            return length;
        } catch (Unreadable broken) {
            if (input.restEndsIn('}')) {
                // how many bytes follow is not to be known, and they could be taken for responses
                throw ImapProblem.protocol("a literal has no length that could be one");
            }
            throw broken;
        }
    }

    /** @param words for the problem that ends the connection where so much would have to be waited for */
    void skip(long length, String words) throws IOException {
        if (length > LARGEST_SKIPPED) {
            throw ImapProblem.protocol(words + "; it has " + length + " bytes");
        }
        input.bytes().copy(length, OutputStream.nullOutputStream());
    }
}
