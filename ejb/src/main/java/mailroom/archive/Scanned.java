package mailroom.archive;

import mailroom.archive.member.Member;

/** What a scan of the segments comes upon, in the order in which it was written. */
public sealed interface Scanned {

    SegmentLocation at();

    /** Where a scan goes on behind this. */
    SegmentLocation next();

    /** A whole member, its hash proved. */
    record Found(SegmentLocation at, Member member, SegmentLocation next) implements Scanned {}

    /** Bytes that are no member; the scan goes on at the next place where one begins. */
    record Damaged(SegmentLocation at, SegmentLocation next, String reason) implements Scanned {}

    /**
     * The end of a segment's file, or of what the ledger says is committed of it.
     *
     * @param goodLength the end of its last whole member; what lies behind is a torn tail or the end of the tar file
     * @param last no segment with a higher number exists
     */
    record End(SegmentLocation at, long goodLength, long fileLength, boolean last) implements Scanned {

        @Override
        public SegmentLocation next() {
            return new SegmentLocation(at.segment() + 1, 0);
        }
    }
}
