package mailroom.camel.ladder;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.folder.FolderMark;

/** The server tells nothing of changes: vanished UIDs are looked for by the count, flags by a compare now and then. */
final class UidWindowRung implements Rung {

    /** Between full compares of a folder; each costs about 40 bytes a mail on the wire. */
    static final Duration COMPARE_EVERY = Duration.ofHours(12);

    private final Clock clock;

    UidWindowRung(Clock clock) {
        this.clock = clock;
    }

    @Override
    public OpenFolder open(ImapSession session, ListedFolder folder, Optional<FolderMark> last, ChangeReceiver changes)
            throws IOException {
        return session.examine(folder);
    }

    @Override
    public boolean catchUp(Look look) throws IOException {
        if (look.isFirst()) {
            return true;
        }
        Instant due = look.before().comparedAt().orElse(Instant.EPOCH).plus(COMPARE_EVERY);
        if (!clock.instant().isBefore(due)) {
            look.compareFlags();
            return true;
        }
        if (!look.countFits()) {
            look.compareUids();
        }
        return false;
    }
}
