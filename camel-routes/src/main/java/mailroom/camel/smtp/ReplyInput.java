package mailroom.camel.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Lines from a relay, each and all of a reply within limits of length and time. */
final class ReplyInput {

    static final int LONGEST_LINE = 4096;
    private static final int BUFFER = 8192;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long deadline;

    ReplyInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    void within(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** Without its line end; bytes above ASCII and control characters become question marks. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = read(); each != '\n'; each = read()) {
            if (line.length() >= LONGEST_LINE) {
                throw new RelayProblem("a reply's line has more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) each);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return new String(line.toString().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                .replaceAll("\\p{Cntrl}", "?");
    }

    private int read() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++] & 0xFF;
    }

    private void fill() throws IOException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new RelayProblem("no whole reply within the time limit");
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        int count = in.read(buffer);
        if (count < 0) {
            throw new RelayProblem("the relay closed the connection");
        }
        next = 0;
        end = count;
    }

    /** Bytes that came before they were asked for. */
    boolean hasMore() throws IOException {
        return next < end || in.available() > 0;
    }
}
