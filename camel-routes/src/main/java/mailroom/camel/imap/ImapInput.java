package mailroom.camel.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import mailroom.camel.imap.ImapProblem.Kind;

/**
 * Reads the server's responses token by token from one buffer (RFC 9051, 9). Whatever the server sends, memory is
 * bounded by the constants below and time by {@link ImapTimeouts}; bodies go to their sink without being held.
 */
final class ImapInput {

    static final int BUFFER_BYTES = 64 * 1024;
    /** Bytes of one response that are neither a body nor another literal. */
    static final int LONGEST_RESPONSE = 128 * 1024;
    /** A literal that is not a mail's body: a folder's name, a text. */
    static final int LARGEST_LITERAL = 64 * 1024;

    static final int DEEPEST_NESTING = 64;
    static final int MOST_TOKENS = 50_000;

    private static final int LONGEST_ATOM = 1024;

    private final ImapTimeouts timeouts;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private Socket socket;
    private InputStream stream;
    private int position;
    private int end;
    private long consumedBefore;
    private long responseStart;
    private long deadline;
    private int tokens;
    private int soTimeout = -1;

    ImapInput(Socket socket, ImapTimeouts timeouts) throws IOException {
        this.timeouts = timeouts;
        use(socket);
    }

    /** Goes on with the same connection inside TLS. */
    void use(Socket next) throws IOException {
        socket = next;
        stream = next.getInputStream();
        soTimeout = -1;
        startResponse();
    }

    /** Bytes that came with what was read so far; before TLS starts there must be none (RFC 9051, 11.1). */
    boolean hasBuffered() {
        return position < end;
    }

    void startResponse() {
        startResponse(timeouts.response());
    }

    void startResponse(Duration within) {
        deadline = System.nanoTime() + within.toNanos();
        responseStart = consumedBefore + position;
        tokens = 0;
    }

    /** Waits for the first byte of a response for this long; false if none came. */
    boolean awaitByte(Duration atMost) throws IOException {
        if (position < end) {
            return true;
        }
        deadline = System.nanoTime() + atMost.toNanos();
        try {
            fill();
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        }
    }

    private void fill() throws IOException {
        consumedBefore += end;
        position = 0;
        end = 0;
        if (consumedBefore - responseStart > LONGEST_RESPONSE) {
            throw ImapProblem.protocol("a response is longer than " + LONGEST_RESPONSE + " bytes");
        }
        end = read(buffer, 0, BUFFER_BYTES);
    }

    private int read(byte[] into, int offset, int length) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the whole response took too long");
        }
        int wanted = (int) Math.min(left, timeouts.read().toMillis());
        if (wanted != soTimeout) {
            socket.setSoTimeout(wanted);
            soTimeout = wanted;
        }
        int count = stream.read(into, offset, length);
        if (count < 0) {
            throw new ImapProblem(Kind.CONNECTION_LOST, "the server closed the connection without a word");
        }
        return count;
    }

    int peek() throws IOException {
        if (position == end) {
            fill();
        }
        return buffer[position] & 0xff;
    }

    int next() throws IOException {
        if (position == end) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    void expect(char wanted) throws IOException {
        int seen = next();
        if (seen != wanted) {
            throw ImapProblem.protocol("expected " + shown(wanted) + " where the server sent " + shown(seen));
        }
    }

    boolean skip(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    void endOfLine() throws IOException {
        skip(' ');
        expect('\r');
        expect('\n');
    }

    /** A number of RFC 9051: up to 63 bits. */
    long number() throws IOException {
        long value = 0;
        int digits = 0;
        for (int c = peek(); c >= '0' && c <= '9'; c = peek()) {
            if (++digits > 18) {
                throw ImapProblem.protocol("a number has more than 18 digits");
            }
            value = value * 10 + c - '0';
            position++;
        }
        if (digits == 0) {
            throw ImapProblem.protocol("expected a number where the server sent " + shown(peek()));
        }
        return value;
    }

    /** An atom, a flag or a response code's word; the characters up to the next separator, perhaps none. */
    String atom() throws IOException {
        countToken();
        int start = position;
        while (position < end) {
            if (endsAtom(buffer[position])) {
                return text(start, position - start);
            }
            position++;
        }
        position = start;
        return slowAtom();
    }

    private String slowAtom() throws IOException {
        StringBuilder atom = new StringBuilder();
        while (!endsAtom((byte) peek())) {
            if (atom.length() == LONGEST_ATOM) {
                throw ImapProblem.protocol("a word is longer than " + LONGEST_ATOM + " bytes");
            }
            atom.append((char) next());
        }
        return atom.toString();
    }

    private static boolean endsAtom(byte b) {
        return switch (b) {
            case ' ', '(', ')', '[', ']', '{', '"', '\r', '\n', 0 -> true;
            default -> false;
        };
    }

    private String text(int start, int length) throws IOException {
        if (length > LONGEST_ATOM) {
            throw ImapProblem.protocol("a word is longer than " + LONGEST_ATOM + " bytes");
        }
        return new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    }

    /** An astring or nstring as raw bytes, one char each; NIL is null. */
    String string() throws IOException {
        countToken();
        return switch (peek()) {
            case '"' -> quoted();
            case '{', '~' -> new String(literal(), StandardCharsets.ISO_8859_1);
            default -> {
                String atom = atomWithBrackets();
                yield atom.equalsIgnoreCase("NIL") ? null : atom;
            }
        };
    }

    private String atomWithBrackets() throws IOException {
        String atom = atom();
        if (peek() != ']' && peek() != '[') {
            return atom;
        }
        StringBuilder whole = new StringBuilder(atom);
        while (peek() == ']' || peek() == '[') {
            whole.append((char) next()).append(atom());
        }
        return whole.toString();
    }

    private String quoted() throws IOException {
        expect('"');
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '"'; c = next()) {
            if (c == '\r' || c == '\n' || c == 0) {
                throw ImapProblem.protocol("a quoted string holds " + shown(c));
            }
            text.append((char) (c == '\\' ? next() : c));
        }
        return text.toString();
    }

    private byte[] literal() throws IOException {
        long length = literalLength();
        if (length > LARGEST_LITERAL) {
            throw ImapProblem.protocol(
                    "a literal of " + length + " bytes where at most " + LARGEST_LITERAL + " are allowed");
        }
        byte[] bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    private long literalLength() throws IOException {
        skip('~');
        expect('{');
        long length = number();
        skip('+');
        expect('}');
        expect('\r');
        expect('\n');
        return length;
    }

    /**
     * A body section: its bytes go to the sink.
     *
     * @return the bytes, or -1 for NIL
     */
    long body(BodySink sink, long most) throws IOException {
        countToken();
        int c = peek();
        if (c != '{' && c != '~') {
            String text = string();
            if (text == null) {
                return -1;
            }
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            sink.open(bytes.length).write(bytes, 0, bytes.length);
            return bytes.length;
        }
        long length = literalLength();
        if (length > most) {
            throw ImapProblem.protocol("a body of " + length + " bytes where at most " + most + " were asked for");
        }
        deadline = System.nanoTime() + timeouts.forBody(length).toNanos();
        copy(length, sink.open(length));
        responseStart = consumedBefore + position;
        return length;
    }

    private void copy(long length, OutputStream sink) throws IOException {
        long left = length;
        while (left > 0) {
            if (position == end) {
                responseStart = consumedBefore + end;
                fill();
            }
            int part = (int) Math.min(left, end - position);
            sink.write(buffer, position, part);
            position += part;
            left -= part;
        }
    }

    /** Passes over one value of any shape, without recursion. */
    void skipValue() throws IOException {
        int depth = 0;
        do {
            countToken();
            switch (peek()) {
                case '(' -> {
                    next();
                    if (++depth > DEEPEST_NESTING) {
                        throw ImapProblem.protocol("lists are nested deeper than " + DEEPEST_NESTING);
                    }
                }
                case ')' -> {
                    if (--depth < 0) {
                        throw ImapProblem.protocol("a closing parenthesis without an opening one");
                    }
                    next();
                }
                case ' ' -> next();
                case '\r', '\n', 0 -> throw ImapProblem.protocol("a response ends inside a list");
                default -> string();
            }
        } while (depth > 0);
    }

    /** The rest of the line as text for a person: printable ASCII, cut to 200 characters. */
    String restOfLine() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            if (text.length() < 200 && c != '\r') {
                text.append(c >= ' ' && c < 0x7f ? (char) c : '?');
            }
        }
        return text.toString();
    }

    /** Passes over the rest of a response with the literals in it. */
    void skipResponse() throws IOException {
        while (true) {
            switch (peek()) {
                case '{' -> {
                    if (!skipBraces()) {
                        continue;
                    }
                }
                case '\n' -> {
                    next();
                    return;
                }
                default -> next();
            }
        }
    }

    /** True if the line ended right behind the brace, which is never so in a well-formed response. */
    private boolean skipBraces() throws IOException {
        expect('{');
        long length = 0;
        int digits = 0;
        while (peek() >= '0' && peek() <= '9' && digits++ < 18) {
            length = length * 10 + next() - '0';
        }
        if (digits == 0 || !(skip('}') && skip('\r') && peek() == '\n')) {
            return false;
        }
        next();
        if (length > LARGEST_LITERAL) {
            throw ImapProblem.protocol(
                    "a literal of " + length + " bytes where at most " + LARGEST_LITERAL + " are allowed");
        }
        for (long i = 0; i < length; i++) {
            next();
        }
        return false;
    }

    private void countToken() throws ImapProblem {
        if (++tokens > MOST_TOKENS) {
            throw ImapProblem.protocol("a response has more than " + MOST_TOKENS + " tokens");
        }
    }

    static String shown(int c) {
        return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : "byte " + c;
    }

    /** Where a body goes once its length is known. */
    @FunctionalInterface
    interface BodySink {
        OutputStream open(long length) throws IOException;
    }
}
