package mailroom.camel.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import mailroom.camel.smtp.OutgoingMail;

/** The built bytes of a notification, or for a redirect the trace fields and after them the archived bytes. */
final class SubmittedMail implements OutgoingMail {

    /** Where bytes come from, each time from the first one on. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    private static final int BUFFER = 64 * 1024;

    private final Source first;
    private final Source rest;
    private long size;
    private boolean eightBit;
    private long line;
    private long longestLine;

    /** Reads everything once. */
    SubmittedMail(Source first, Source rest) throws IOException {
        this.first = first;
        this.rest = rest;
        measure();
    }

    private void measure() throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream all = open()) {
            for (int count = all.read(buffer); count >= 0; count = all.read(buffer)) {
                size += count;
                for (int index = 0; index < count; index++) {
                    measure(buffer[index]);
                }
            }
        }
    }

    private void measure(byte each) {
        eightBit |= each < 0;
        line = each == '\r' || each == '\n' ? 0 : line + 1;
        longestLine = Math.max(longestLine, line);
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(first.open(), rest.open());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long longestLine() {
        return longestLine;
    }

    @Override
    public boolean isEightBit() {
        return eightBit;
    }
}
