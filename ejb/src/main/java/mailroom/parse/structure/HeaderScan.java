package mailroom.parse.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import mailroom.parse.field.HeaderField;

/** Reads the fields of one header, unfolded and cut to {@link Limits#FIELD_BYTES_MAX}. */
final class HeaderScan {

    private final Lines lines;
    private final Boundaries boundaries;
    private final FieldSink sink;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream(128);
    private String name;
    private String key;
    private boolean wanted;
    private long length;
    /** Is the last byte of the field, blanks apart. */
    private byte last;

    HeaderScan(Lines lines, Boundaries boundaries, FieldSink sink) {
        this.lines = lines;
        this.boundaries = boundaries;
        this.sink = sink;
    }

    /**
     * To the empty line, the end, or a boundary, which is left to be read. Where the empty line was forgotten, what looks like
     * a boundary is the first line behind the header.
     */
    void read() throws IOException {
        boolean first = true;
        while (lines.next()) {
            if (!lines.begins()) {
                append(lines.start());
            } else if (lines.length() == 0 || lines.length() == 1 && lines.bytes()[lines.start()] == '\r') {
                break;
            } else if (boundaries.match(lines)) {
                lines.again();
                break;
            } else if (isBlank(lines.bytes()[lines.start()])) {
                append(lines.start());
            } else if (isBoundaryBehindTheHeader()) {
                lines.again();
                break;
            } else if (!first || !isEnvelope()) {
                begin();
            }
            first = false;
        }
        end();
    }

    /** The field before may be the one that names the boundary. */
    private boolean isBoundaryBehindTheHeader() {
        if (!Boundary.looksLikeOne(lines) || lines.fieldColon() >= 0) {
            return false;
        }
        end();
        return sink.namesBoundary();
    }

    /** The line that mailbox files have before each mail; no field From with a blank before its colon. */
    private boolean isEnvelope() {
        return lines.fieldColon() < 0 && (lines.startsWith("From ") || lines.startsWith(">From "));
    }

    private void begin() {
        if (lines.fieldColon() < 0 && isOpen()) {
            append(lines.start());
            return;
        }
        end();
        if (lines.startsWith(Lines.BYTE_ORDER_MARK)) {
            lines.skip(Lines.BYTE_ORDER_MARK.length());
        }
        int colon = lines.fieldColon();
        if (colon < 0) {
            sink.noField();
            return;
        }
        int end = colon;
        while (end > lines.start() && isBlank(lines.bytes()[end - 1])) {
            end--;
        }
        name = new String(lines.bytes(), lines.start(), end - lines.start(), StandardCharsets.US_ASCII);
        key = HeaderField.key(name);
        wanted = sink.wants(key);
        append(colon + 1);
    }

    /** Behind the semicolon that the field ends with a parameter follows; some forget the blank before it. */
    private boolean isOpen() {
        return name != null && key.startsWith("content-") && last == ';';
    }

    private void append(int from) {
        if (name == null) {
            return;
        }
        length += lines.end() - from;
        int end = lines.end();
        while (end > from && (isBlank(lines.bytes()[end - 1]) || lines.bytes()[end - 1] == '\r')) {
            end--;
        }
        last = end > from ? lines.bytes()[end - 1] : last;
        if (wanted) {
            int room = Limits.FIELD_BYTES_MAX - value.size();
            value.write(lines.bytes(), from, Math.min(room, lines.end() - from));
        }
    }

    private void end() {
        boolean cut = length > Limits.FIELD_BYTES_MAX;
        if (name != null && wanted) {
            sink.field(new HeaderField(name, key, value.toByteArray(), cut));
        } else if (cut) {
            sink.tooLong(name);
        }
        name = null;
        last = 0;
        length = 0;
        value.reset();
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
