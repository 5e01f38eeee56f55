package mailroom.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mailroom.archive.Segments;

/** The frames of a window in blocks, so that no large array is needed and nothing is copied twice. */
final class WindowBytes {

    private static final int BLOCK = 256 * 1024;

    private final List<byte[]> blocks = new ArrayList<>();
    private int length;

    int length() {
        return length;
    }

    int held() {
        return blocks.size() * BLOCK;
    }

    void append(byte[] bytes, int count) {
        int done = 0;
        while (done < count) {
            if (length == held()) {
                blocks.add(new byte[BLOCK]);
            }
            int at = length % BLOCK;
            int piece = Math.min(BLOCK - at, count - done);
            System.arraycopy(bytes, done, blocks.get(length / BLOCK), at, piece);
            length += piece;
            done += piece;
        }
    }

    void copyTo(Segments segments, int from, int count) throws IOException {
        int at = from;
        while (at < from + count) {
            int offset = at % BLOCK;
            int piece = Math.min(BLOCK - offset, from + count - at);
            segments.append(blocks.get(at / BLOCK), offset, piece);
            at += piece;
        }
    }
}
