package mailroom.archive;

import java.io.IOException;

/** The bytes at a location are not what was written there; the message names segment and offset, never content. */
public class DamagedMember extends IOException {

    private static final long serialVersionUID = 1L;

    public DamagedMember(SegmentLocation at, String reason) {
        super(at + ": " + reason);
    }
}
