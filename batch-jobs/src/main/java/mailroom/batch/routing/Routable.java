package mailroom.batch.routing;

import java.util.List;
import mailroom.archive.SegmentLocation;
import mailroom.mail.MailId;
import mailroom.mail.Progress.Reached;
import mailroom.routing.sieve.RoutingAction;

/** What route-mail reads and writes. */
sealed interface Routable {

    /** The mailbox has no script: its mails that are archived up to there are kept, and nothing is read. */
    record Kept(Reached archived) implements Routable {}

    /** @param further another mailbox saw the mail first and moves its state */
    record Undecided(long row, MailId id, SegmentLocation at, long size, boolean further) implements Routable {}

    record Decided(long row, boolean further, List<RoutingAction> actions) implements Routable {}
}
