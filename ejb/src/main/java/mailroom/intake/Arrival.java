package mailroom.intake;

import java.util.Optional;
import java.util.OptionalLong;
import mailroom.archive.member.Member;
import mailroom.archive.member.Spool;

/**
 * A mail of a window, complete and not yet stored.
 *
 * @param frames hold its frame (with a spool: its header's frame) at {@code frameAt}; nothing of a mail that the archive
 *     has
 */
record Arrival(Member mail, byte[] frames, int frameAt, int frameLength, Optional<Spool> spool) {

    /** Of its bytes; empty where nothing of it was read. */
    OptionalLong bytes() {
        return mail.kind() == Member.Kind.MAIL ? OptionalLong.of(mail.size()) : OptionalLong.empty();
    }

    long uid() {
        return mail.seen().uid();
    }
}
