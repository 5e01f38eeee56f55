package mailroom.batch;

import java.io.Serializable;
import mailroom.archive.SegmentLocation;

/** The checkpoint of rebuild-ledger: everything before it is in the ledger. */
record RebuildPosition(int segment, long offset) implements Serializable {

    static RebuildPosition at(SegmentLocation location) {
        return new RebuildPosition(location.segment(), location.offset());
    }

    SegmentLocation location() {
        return new SegmentLocation(segment, offset);
    }
}
