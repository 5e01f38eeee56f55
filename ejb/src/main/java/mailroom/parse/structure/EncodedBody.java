package mailroom.parse.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import mailroom.parse.transfer.QuotedPrintableDecoding;
import mailroom.parse.transfer.TransferDecoding;

/** The bytes of an encoded part, up to the next boundary of those around it, which is left to be read. */
final class EncodedBody extends InputStream {

    private final Lines lines;
    private final Boundaries around;
    private final TransferDecoding decoding;
    private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    private byte[] ready = new byte[0];
    private int at;
    private boolean ended;

    EncodedBody(Lines lines, Boundaries around, TransferDecoding decoding) {
        this.lines = lines;
        this.around = around;
        this.decoding = decoding;
    }

    /**
     * Whether what follows is encoded as its header says. The first line tells: a boundary stands for itself unless its
     * equals sign is quoted, and so does a field that could not stand in the encoding.
     */
    static boolean isOne(Lines lines, Boundaries around, TransferDecoding decoding) throws IOException {
        boolean more = lines.next();
        while (more && lines.begins() && lines.isBlank() && !around.match(lines)) {
            more = lines.next();
        }
        if (more) {
            lines.again();
        }
        boolean quoted = decoding instanceof QuotedPrintableDecoding && lines.holds("=3D");
        return more
                && (quoted || !lines.startsWith("--"))
                && !around.match(lines)
                && decoding.isPlausible(lines.bytes(), lines.start(), lines.end());
    }

    @Override
    public int read() throws IOException {
        return makeReady() ? ready[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!makeReady()) {
            return -1;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean makeReady() throws IOException {
        while (at == ready.length && !ended) {
            decoded.reset();
            line();
            ready = decoded.toByteArray();
            at = 0;
        }
        return at < ready.length;
    }

    private void line() throws IOException {
        if (!lines.next()) {
            ended = true;
        } else if (around.match(lines)) {
            lines.again();
            ended = true;
        } else {
            decoding.decode(lines.bytes(), lines.start(), lines.end(), lines.isComplete(), decoded);
        }
    }
}
