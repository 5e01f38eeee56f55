package mailroom.camel.imap.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;

/** The server's bytes out of one buffer: each response has a deadline and a limit of what it may hold beside bodies. */
public final class ImapBytes {

    static final int BUFFER_BYTES = 64 * 1024;
    /** Bytes of one response that are neither a body nor another literal. */
    static final int LONGEST_RESPONSE = 128 * 1024;

    /** The same of one that is passed over, so that nothing of it is held. */
    static final int LONGEST_PASSED = 16 * 1024 * 1024;

    /** Bytes of all responses to one command that are not bodies. */
    static final int LONGEST_ANSWER = 128 * 1024 * 1024;
    /** Beyond {@link #UNSUSPICIOUS} bytes, how many a compressed one may become; bodies have limits of their own. */
    static final int MOST_INFLATION = 200;

    static final int UNSUSPICIOUS = 1024 * 1024;

    private final ImapTimeouts timeouts;
    private final Wire wire;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private long consumedBefore;
    private long responseStart;
    private long deadline;
    private long answered;
    private long receivedBefore;
    private boolean inBody;
    private boolean passing;

    ImapBytes(Wire wire, ImapTimeouts timeouts) {
        this.wire = wire;
        this.timeouts = timeouts;
        startResponse(timeouts.response());
    }

    /** Bytes that came with what was read so far; before TLS starts there must be none (RFC 9051, 11.1). */
    public boolean hasBuffered() {
        return position < end;
    }

    void startResponse(Duration within) {
        passing = false;
        deadline = System.nanoTime() + within.toNanos();
        responseStart = consumedBefore + position;
    }

    /** Nothing of the rest of the response is held. */
    public void passOver() {
        passing = true;
    }

    /** What was passed over does not count for the response's length, and the rest is held again. */
    void passedOver() {
        passing = false;
        forget();
    }

    /** What was read of the response does not count for its length any more; its time goes on. */
    void forget() {
        responseStart = consumedBefore + position;
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
        refuseLength();
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the whole response took too long");
        }
        end = wire.read(buffer, (int) Math.min(left, timeouts.read().toMillis()));
        if (!inBody) {
            answered += end;
            refuseFlood();
        }
    }

    private void refuseLength() throws IOException {
        long length = consumedBefore - responseStart;
        if (length > LONGEST_PASSED) {
            throw ImapProblem.protocol("a response is longer than " + LONGEST_PASSED + " bytes");
        }
        if (length > LONGEST_RESPONSE && !passing) {
            throw new Unreadable("a response is longer than " + LONGEST_RESPONSE + " bytes");
        }
    }

    private void refuseFlood() throws ImapProblem {
        if (answered > LONGEST_ANSWER) {
            throw ImapProblem.protocol("an answer is longer than " + LONGEST_ANSWER + " bytes without bodies");
        }
        if (answered > UNSUSPICIOUS && answered > (wire.received() - receivedBefore) * MOST_INFLATION) {
            throw ImapProblem.protocol("an answer inflates to more than " + MOST_INFLATION + " times its bytes");
        }
    }

    /** What follows answers another command. */
    public void startAnswer() {
        answered = 0;
        receivedBefore = wire.received();
        inBody = false;
    }

    /** What has come and was not read. */
    public byte[] takeBuffered() {
        byte[] begun = Arrays.copyOfRange(buffer, position, end);
        position = end;
        return begun;
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

    /** The atom that comes next, if its end is in the buffer; otherwise null, and nothing is taken. */
    String atomInBuffer() {
        for (int i = position; i < end; i++) {
            if (ImapText.endsAtom(buffer[i])) {
                String text = ImapText.of(buffer, position, i - position);
                position = i;
                return text;
            }
        }
        return null;
    }

    /**
     * The flags up to the closing parenthesis, if it is in the buffer and nothing else is unusual; otherwise null, and
     * nothing is taken.
     */
    public String flagsInBuffer(String last) {
        int before = ' ';
        for (int i = position; i < end; i++) {
            int c = buffer[i];
            if (c == ')') {
                return before == ' ' && i > position ? null : flagsUpTo(i, last);
            }
            if (c < ' ' && c >= 0 || c == '"' || c == ' ' && before == ' ') {
                return null;
            }
            before = c;
        }
        return null;
    }

    private String flagsUpTo(int closing, String last) {
        int length = closing - position;
        boolean same = length == last.length();
        for (int i = 0; same && i < length; i++) {
            same = last.charAt(i) == (buffer[position + i] & 0xff);
        }
        String flags = same ? last : ImapText.of(buffer, position, length);
        position = closing + 1;
        return flags;
    }

    /** A body: it has a time of its own by its length, and does not count for the response's length. */
    public void copy(long length, OutputStream sink) throws IOException {
        deadline = System.nanoTime() + timeouts.forBody(length).toNanos();
        long left = length;
        inBody = true;
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
        inBody = false;
        receivedBefore = wire.received();
        answered = 0;
        boolean passed = passing;
        startResponse(timeouts.response());
        passing = passed;
    }
}
