package mailroom.camel.imap.fetch;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * How the pieces of a mail begin. One that begins as another did is the other once more, whatever the server says of where
 * it begins; where a mail really repeats itself so, another way of asking brings it all the same.
 */
final class PieceStarts {

    private static final int COMPARED = 256;

    private final Set<ByteBuffer> starts = new HashSet<>();
    private boolean repeated;

    boolean isRepeated() {
        return repeated;
    }

    OutputStream of(OutputStream sink) {
        byte[] start = new byte[COMPARED];
        return new FilterOutputStream(sink) {
            private int seen;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                if (seen < COMPARED && count > 0) {
                    begins(bytes, offset, Math.min(count, COMPARED - seen));
                }
                out.write(bytes, offset, count);
            }

            private void begins(byte[] bytes, int offset, int count) {
                System.arraycopy(bytes, offset, start, seen, count);
                seen += count;
                if (seen == COMPARED) {
                    repeated |= !starts.add(ByteBuffer.wrap(start));
                }
            }
        };
    }
}
