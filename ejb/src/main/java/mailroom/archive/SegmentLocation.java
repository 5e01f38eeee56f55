package mailroom.archive;

/**
 * Where a member's first zstd frame begins.
 *
 * @param segment the number in the file's name, from 1
 * @param offset bytes from the file's begin
 */
public record SegmentLocation(int segment, long offset) implements Comparable<SegmentLocation> {

    /** Stands before the first member of the first segment. */
    public static final SegmentLocation START = new SegmentLocation(1, 0);

    @Override
    public int compareTo(SegmentLocation other) {
        int bySegment = Integer.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return "segment " + segment + " offset " + offset;
    }
}
