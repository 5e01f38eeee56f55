package mailroom.camel.imap.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import mailroom.camel.imap.terms.UsageGate;

/** Counts what the server sent, before it is inflated. */
final class CountedInput extends FilterInputStream {

    private final UsageGate gate;
    private long total;

    CountedInput(InputStream in, UsageGate gate) {
        super(in);
        this.gate = gate;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
            total += count;
            gate.received(count);
        }
        return count;
    }

    long total() {
        return total;
    }
}
