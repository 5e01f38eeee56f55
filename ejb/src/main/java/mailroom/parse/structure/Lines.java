package mailroom.parse.structure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a stream, without copies. A line ends with LF or CRLF; in a mail that begins with lines that end with a
 * lone CR and with none that has an LF, as old Macintoshes wrote them, with CR too. A line longer than the buffer comes in pieces.
 */
final class Lines {

    /** Is that of UTF-8, each character of it a byte. */
    static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int FIELD_NAME_CHARS_MAX = 1_000;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private int next;
    private int start;
    private int end;
    private boolean begins = true;
    private boolean complete = true;
    private boolean again;
    private boolean ended;
    private boolean macintosh;
    private boolean decided;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line or piece; false at the end. */
    boolean next() throws IOException {
        if (again) {
            again = false;
            return true;
        }
        begins = complete;
        start = next;
        int at = lineEnd(next);
        while (needsMore(at) && !ended && filled - start < buffer.length) {
            int seen = at < 0 ? filled - start : 0;
            fill();
            at = lineEnd(start + seen);
        }
        complete = at >= 0 || ended;
        end = at >= 0 ? at : filled;
        next = at >= 0 ? behind(at) : filled;
        if (at >= 0 && end > start && buffer[end] == '\n' && buffer[end - 1] == '\r') {
            end--;
        }
        return next > start;
    }

    /** Behind a CR at the very end an LF may follow. */
    private boolean needsMore(int at) {
        return at < 0 || buffer[at] == '\r' && at + 1 == filled;
    }

    private int behind(int at) {
        boolean pair = buffer[at] == '\r' && at + 1 < filled && buffer[at + 1] == '\n';
        return pair ? at + 2 : at + 1;
    }

    private int lineEnd(int from) {
        byte[] bytes = buffer;
        int to = filled;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' || macintosh && bytes[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** What is left of the buffer goes to its beginning. */
    private void fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        if (!decided) {
            int room = buffer.length - filled;
            int read = in.readNBytes(buffer, filled, room);
            ended = read < room;
            filled += read;
            decide();
            return;
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        ended = count < 0;
        filled += Math.max(0, count);
    }

    /** By the first bytes, however many of them come at once. */
    private void decide() {
        boolean carriageReturn = false;
        // the last line end may be another program's
        for (int i = 0; i < filled - 1; i++) {
            if (buffer[i] == '\n') {
                decided = true;
                return;
            }
            carriageReturn |= buffer[i] == '\r';
        }
        macintosh = carriageReturn || filled > 0 && buffer[filled - 1] == '\r';
        decided = macintosh;
    }

    /** Goes to the next line, and may pass over those that do not begin with two dashes; false at the end. */
    boolean nextWithDashes() throws IOException {
        if (mayPassOver() && buffer[next] != '-') {
            next = dashesOrLastLine();
        }
        return next();
    }

    /** Goes to the next line, and may pass over those that begin with neither of two characters; false at the end. */
    boolean nextBeginning(char one, char other) throws IOException {
        if (mayPassOver()) {
            next = beginningOrLastLine((byte) one, (byte) other);
        }
        return next();
    }

    private boolean mayPassOver() {
        return !again && complete && decided && !macintosh && next < filled;
    }

    private int beginningOrLastLine(byte one, byte other) {
        byte[] bytes = buffer;
        int line = next;
        int end = line;
        while (end >= 0 && line < filled && bytes[line] != one && bytes[line] != other) {
            end = lineEnd(line);
            line = end >= 0 ? end + 1 : line;
        }
        return line;
    }

    /** Looks at each third byte only: one of the three that are looked for must be there. */
    private int dashesOrLastLine() {
        byte[] bytes = buffer;
        int to = filled;
        int at = next + 2;
        while (at < to) {
            byte b = bytes[at];
            if (b == '-') {
                if (bytes[at - 1] == '-' && bytes[at - 2] == '\n') {
                    return at - 1;
                }
                at++;
            } else {
                at += b == '\n' ? 2 : 3;
            }
        }
        return lastLine();
    }

    private int lastLine() {
        int line = filled;
        while (line > next && buffer[line - 1] != '\n') {
            line--;
        }
        return line;
    }

    /** The next call of {@link #next} stays at this line. */
    void again() {
        again = true;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** Behind the last byte of the line or piece, without the line end. */
    int end() {
        return end;
    }

    /** Behind the line end too. */
    int behindLineEnd() {
        return next;
    }

    int length() {
        return end - start;
    }

    /** Whether it is the beginning of a line. */
    boolean begins() {
        return begins;
    }

    /** Whether its line ends with it. */
    boolean isComplete() {
        return complete;
    }

    void skip(int bytes) {
        start += bytes;
    }

    void skipByteOrderMark() {
        skip(startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0);
    }

    /** @param text each character of it is a byte */
    boolean startsWith(String text) {
        if (length() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (buffer[start + i] != (byte) text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** @param text in ASCII */
    boolean holds(String text) {
        return new String(buffer, start, length(), StandardCharsets.ISO_8859_1).contains(text);
    }

    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Where the colon behind a field's name is, or -1 for a line that begins no field. */
    int fieldColon() {
        int most = Math.min(end, start + FIELD_NAME_CHARS_MAX);
        boolean behindName = false;
        for (int i = start; i < most; i++) {
            byte b = buffer[i];
            boolean blank = b == ' ' || b == '\t';
            if (b == ':') {
                return i > start ? i : -1;
            }
            if (b < ' ' && !blank || b == 0x7f || behindName && !blank) {
                return -1;
            }
            behindName = blank;
        }
        return -1;
    }
}
