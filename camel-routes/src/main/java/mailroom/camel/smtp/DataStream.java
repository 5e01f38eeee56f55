package mailroom.camel.smtp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The content after DATA (RFC 5321, 4.5.2): a dot at a line's start is doubled, and every CR, LF or CRLF becomes CRLF, so
 * that no content can end itself early, whatever the relay takes for a line's end.
 */
final class DataStream extends FilterOutputStream {

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] FINAL_DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private boolean lineStart = true;
    private boolean afterReturn;

    /** @param out buffered */
    DataStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int each) throws IOException {
        boolean endsPair = afterReturn && each == '\n';
        afterReturn = each == '\r';
        if (each == '\r' || each == '\n') {
            if (!endsPair) {
                out.write(LINE_END);
            }
            lineStart = true;
            return;
        }
        if (lineStart && each == '.') {
            out.write('.');
        }
        lineStart = false;
        out.write(each);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int index = offset; index < offset + length; index++) {
            write(bytes[index] & 0xFF);
        }
    }

    /** Everything before the final dot has left. */
    void finishLines() throws IOException {
        if (!lineStart) {
            out.write(LINE_END);
        }
        out.flush();
    }

    void finalDot() throws IOException {
        out.write(FINAL_DOT);
        out.flush();
    }
}
