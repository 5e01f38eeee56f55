package mailroom.intake;

import java.util.Optional;
import mailroom.archive.Member;
import mailroom.archive.Spool;

/**
 * A mail of a window, complete and not yet stored.
 *
 * @param frameAt where its frame (with a spool: its header's frame) begins in the window's bytes
 */
record Arrival(Member mail, int frameAt, int frameLength, Optional<Spool> spool) {

    long uid() {
        return mail.seen().uid();
    }
}
