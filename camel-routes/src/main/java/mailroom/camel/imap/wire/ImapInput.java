package mailroom.camel.imap.wire;

import java.io.IOException;
import java.time.Duration;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;

/**
 * Reads the server's responses token by token (RFC 9051, 9). Whatever the server sends, memory is bounded by the
 * constants here and in {@link ImapBytes}, and time by {@link ImapTimeouts}; bodies go to their sink without being held.
 */
public final class ImapInput {

    /** Each command's tag begins so. */
    public static final char TAG = 'M';

    static final int MOST_TOKENS = 50_000;

    private static final int LONGEST_ATOM = 1024;
    private static final int LONGEST_SHOWN = 200;

    private final ImapTimeouts timeouts;
    private final ImapBytes bytes;
    private final ImapLiterals literals = new ImapLiterals(this);
    private final UnaskedResponses passing = new UnaskedResponses(this);
    private int tokens;

    public ImapInput(Wire wire, ImapTimeouts timeouts) {
        this.timeouts = timeouts;
        bytes = new ImapBytes(wire, timeouts);
    }

    public ImapBytes bytes() {
        return bytes;
    }

    public void startResponse() {
        startResponse(timeouts.response());
    }

    /** The server has said BYE: it is not waited for long. */
    public void startResponseAfterBye() {
        startResponse(timeouts.afterBye());
    }

    public void startResponse(Duration within) {
        bytes.startResponse(within);
        tokens = 0;
    }

    /** What was read of a response so far no longer counts against its limits; its reader bounds the rest. */
    public void forget() {
        bytes.forget();
        tokens = 0;
    }

    /** Waits for the first byte of a response for this long; false if none came. */
    public boolean awaitByte(Duration atMost) throws IOException {
        return bytes.awaitByte(atMost);
    }

    public int peek() throws IOException {
        return bytes.peek();
    }

    public int next() throws IOException {
        return bytes.next();
    }

    /** What is not wanted is not taken: it may be the end of the line. */
    public void expect(char wanted) throws IOException {
        int seen = bytes.peek();
        if (seen != wanted) {
            throw new Unreadable("expected " + shown(wanted) + " where the server sent " + shown(seen));
        }
        bytes.next();
    }

    /** Any number of them, also none: servers write more and fewer than the grammar has. */
    public void blanks() throws IOException {
        for (int c = bytes.peek(); c == ' ' || c == '\t'; c = bytes.peek()) {
            bytes.next();
        }
    }

    public boolean isAtLineEnd() throws IOException {
        int c = bytes.peek();
        return c == '\r' || c == '\n';
    }

    /** Something comes that is neither the end of a list nor of the line. */
    public boolean isAtValue() throws IOException {
        return bytes.peek() != ')' && !isAtLineEnd();
    }

    public boolean skip(char wanted) throws IOException {
        if (bytes.peek() != wanted) {
            return false;
        }
        bytes.next();
        return true;
    }

    public void endOfLine() throws IOException {
        blanks();
        while (skip('\r')) {
            blanks();
        }
        expect('\n');
    }

    /** What stands there beyond the response's own end is passed over. */
    public void lineEndOrRest() throws IOException {
        blanks();
        skip('\r');
        if (!skip('\n')) {
            skipResponse();
        }
    }

    /** The line begins as a response does, or as the end of a command. */
    public boolean isAtResponse() throws IOException {
        return bytes.peek() == '*' || bytes.peek() == TAG;
    }

    /** Goes to the end of the line and tells whether this is the last character in front of it. */
    boolean restEndsIn(char wanted) throws IOException {
        int last = 0;
        for (int c = bytes.peek(); c != '\n'; c = bytes.peek()) {
            last = c == '\r' || c == ' ' ? last : c;
            bytes.next();
        }
        return last == wanted;
    }

    /** A number of RFC 9051: up to 63 bits. */
    public long number() throws IOException {
        long value = 0;
        int digits = 0;
        for (int c = bytes.peek(); c >= '0' && c <= '9'; c = bytes.peek()) {
            if (++digits > 18) {
                throw new Unreadable("a number has more than 18 digits");
            }
            value = value * 10 + c - '0';
            bytes.next();
        }
        if (digits == 0) {
            throw new Unreadable("expected a number where the server sent " + shown(bytes.peek()));
        }
        return value;
    }

    /** Reads an atom, a flag or a response code's word: the characters up to the next separator, perhaps none. */
    public String atom() throws IOException {
        countToken();
        String atom = bytes.atomInBuffer();
        return atom != null ? checked(atom) : slowAtom();
    }

    private static String checked(String atom) throws Unreadable {
        if (atom.length() > LONGEST_ATOM) {
            throw new Unreadable("a word is longer than " + LONGEST_ATOM + " bytes");
        }
        return atom;
    }

    private String slowAtom() throws IOException {
        StringBuilder atom = new StringBuilder();
        while (!ImapText.endsAtom((byte) bytes.peek())) {
            atom.append((char) bytes.next());
            if (atom.length() > LONGEST_ATOM) {
                break;
            }
        }
        return checked(atom.toString());
    }

    /** An astring or nstring as raw bytes, one char each; NIL is null. */
    public String string() throws IOException {
        countToken();
        return switch (bytes.peek()) {
            case '"' -> quoted();
            case '{', '~' -> ImapText.of(literals.small());
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
        for (int c = peek(); c != '"'; c = peek()) {
            if (c == '\\') {
                next();
                c = peek();
            }
            if (c == '\r' || c == '\n' || c == 0) {
                throw new Unreadable("a quoted string holds " + shown(c));
            }
            text.append((char) next());
        }
        next();
        return text.toString();
    }

    public boolean isAtLiteral() throws IOException {
        return literals.isNext();
    }

    public long literalLength() throws IOException {
        countToken();
        return literals.length();
    }

    /** @param words for the problem that ends the connection where so much would have to be waited for */
    public void skipLiteral(long length, String words) throws IOException {
        literals.skip(length, words);
    }

    /** Passes over one value of any shape, without recursion, or over nothing where none stands. */
    public void skipValue() throws IOException {
        passing.value();
    }

    /** Passes over the rest of a response with the literals in it. */
    public void skipResponse() throws IOException {
        bytes.passOver();
        passing.response();
    }

    /** The rest of the line as text for a person: printable ASCII, cut to 200 characters. */
    public String restOfLine() throws IOException {
        bytes.passOver();
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            if (text.length() < LONGEST_SHOWN && c != '\r') {
                text.append(c >= ' ' && c < 0x7f ? (char) c : '?');
            }
        }
        return text.toString();
    }

    /** The rest of the line as it stands, without its end. */
    public String line(int most) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            if (text.length() == most) {
                throw ImapProblem.protocol("a line is longer than " + most + " bytes");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    void countToken() throws Unreadable {
        if (++tokens > MOST_TOKENS) {
            throw new Unreadable("a response has more than " + MOST_TOKENS + " tokens");
        }
    }

    public static String shown(int c) {
        return ImapText.shown(c);
    }
}
