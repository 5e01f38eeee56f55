package mailroom.parse.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import mailroom.parse.transfer.QuotedPrintableDecoding;
import mailroom.parse.transfer.TransferDecoding;

/** Writes a part's lines, decoded. The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1). */
final class PartBody {

    private static final byte[] NOTHING = {};

    private final OutputStream target;
    private final Optional<TransferDecoding> decoding;
    private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    private byte[] lineEnd = NOTHING;

    PartBody(OutputStream target, Optional<TransferDecoding> decoding) {
        this.target = target;
        this.decoding = decoding;
    }

    /** Up to the boundary that it returns, or to the end of the mail, which is null. */
    Boundary copy(Lines lines, Boundaries boundaries) throws IOException {
        while (lines.next()) {
            if (boundaries.match(lines)) {
                return boundaries.matched();
            }
            line(lines);
        }
        target.write(lineEnd);
        return null;
    }

    private void line(Lines lines) throws IOException {
        target.write(lineEnd);
        if (decoding.isEmpty()) {
            target.write(lines.bytes(), lines.start(), lines.length());
            lineEnd = Arrays.copyOfRange(lines.bytes(), lines.end(), lines.behindLineEnd());
            return;
        }
        decoded.reset();
        decoding.get().decode(lines.bytes(), lines.start(), lines.end(), lines.isComplete(), decoded);
        byte[] bytes = decoded.toByteArray();
        int kept = endsLine(lines) ? 2 : 0;
        target.write(bytes, 0, bytes.length - kept);
        lineEnd = Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length);
    }

    /** A line of quoted-printable ends one of the text, unless its last character says that the text goes on. */
    private boolean endsLine(Lines lines) {
        int last = lines.end() - 1;
        while (last >= lines.start() && (lines.bytes()[last] == ' ' || lines.bytes()[last] == '\t')) {
            last--;
        }
        boolean goesOn = last >= lines.start() && lines.bytes()[last] == '=';
        return decoding.get() instanceof QuotedPrintableDecoding && lines.isComplete() && !goesOn;
    }
}
