package mailroom.camel.imap.uid;

import java.io.IOException;
import java.util.Arrays;

/** A set of UIDs as runs of neighbours: what a server lists in whatever order, in 16 bytes a run. */
public final class UidRuns {

    public static final UidRuns NONE = new Builder(1, 0).build();

    private final long[] runs;

    private UidRuns(long[] runs) {
        this.runs = runs;
    }

    /** Takes runs of UIDs, from first to last, both included. */
    @FunctionalInterface
    public interface Receiver {
        void range(long firstUid, long lastUid) throws IOException;
    }

    /** Takes runs as they come. */
    public static final class Builder {

        private final long least;
        private final long most;
        private long[] runs = new long[16];
        private int length;
        private boolean ordered = true;

        /** UIDs out of these bounds are left out. */
        public Builder(long least, long most) {
            this.least = least;
            this.most = most;
        }

        public void add(long firstUid, long lastUid) {
            long first = Math.max(least, firstUid);
            long last = Math.min(most, lastUid);
            if (first > last) {
                return;
            }
            if (length > 0 && ordered && first == runs[length - 1] + 1) {
                runs[length - 1] = last;
                return;
            }
            ordered &= length == 0 || first > runs[length - 1];
            if (length == runs.length) {
                runs = Arrays.copyOf(runs, 2 * length);
            }
            runs[length++] = first;
            runs[length++] = last;
        }

        public UidRuns build() {
            return ordered ? new UidRuns(Arrays.copyOf(runs, length)) : inOrder();
        }

        private UidRuns inOrder() {
            long[][] pairs = new long[length / 2][];
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] = new long[] {runs[2 * i], runs[2 * i + 1]};
            }
            Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
            Builder sorted = new Builder(least, most);
            for (long[] pair : pairs) {
                long behind = sorted.length == 0 ? 0 : sorted.runs[sorted.length - 1] + 1;
                sorted.add(Math.max(behind, pair[0]), pair[1]);
            }
            return sorted.build();
        }
    }

    public int runs() {
        return runs.length / 2;
    }

    public long size() {
        long size = 0;
        for (int i = 0; i < runs.length; i += 2) {
            size += runs[i + 1] - runs[i] + 1;
        }
        return size;
    }

    public boolean contains(long uid) {
        int at = Arrays.binarySearch(runs, uid);
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /** The runs between two UIDs, both included, ascending. */
    public void within(long firstUid, long lastUid, Receiver receiver) throws IOException {
        for (int i = 0; i < runs.length; i += 2) {
            long first = Math.max(firstUid, runs[i]);
            long last = Math.min(lastUid, runs[i + 1]);
            if (first <= last) {
                receiver.range(first, last);
            }
        }
    }
}
