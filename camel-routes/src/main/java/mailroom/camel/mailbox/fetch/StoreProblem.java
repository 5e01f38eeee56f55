package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import mailroom.archive.ArchiveHeld;
import mailroom.archive.LedgerMissing;
import mailroom.camel.imap.problem.ReceiverProblem;
import mailroom.disk.NoSpaceLeft;
import mailroom.mailbox.ProblemKind;

/** A window could not be stored; nothing was skipped, and the mailbox comes back to it. */
public final class StoreProblem extends ReceiverProblem {

    private static final long serialVersionUID = 1L;

    public StoreProblem(Throwable cause) {
        super("the archive takes no mail: " + named(cause), cause);
    }

    private static String named(Throwable cause) {
        boolean isForAPerson =
                cause instanceof ArchiveHeld || cause instanceof LedgerMissing || cause instanceof NoSpaceLeft;
        if (isForAPerson) {
            return cause.getMessage();
        }
        return cause instanceof IOException && cause.getMessage() != null
                ? "the disk says " + cause.getMessage()
                : "its disk or the database failed; the log says how";
    }

    public ProblemKind kind() {
        if (getCause() instanceof NoSpaceLeft) {
            return ProblemKind.NO_SPACE_LEFT;
        }
        return getCause() instanceof ArchiveHeld || getCause() instanceof LedgerMissing
                ? ProblemKind.ARCHIVE_HELD
                : ProblemKind.STORE_FAILED;
    }
}
