package mailroom.intake;

import java.util.Optional;
import mailroom.archive.Member;
import mailroom.archive.Spool;

/**
 * A mail of a window, complete and not yet stored.
 *
 * @param frames hold its frame (with a spool: its header's frame) at {@code frameAt}; nothing of a mail that the archive
 *     has
 */
record Arrival(Member mail, byte[] frames, int frameAt, int frameLength, Optional<Spool> spool) {

    long uid() {
        return mail.seen().uid();
    }
}
