package mailroom.crash;

import java.io.IOException;
import mailroom.archive.Segments;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.Stored;
import mailroom.intake.Window;
import mailroom.mail.Meters;

/** Ends between a window's commit and what the settings want done on the server afterwards. */
final class DiesAfterCommit extends Intake {

    DiesAfterCommit(Segments segments, IntakeLedger ledger, Meters meters) {
        super(segments, ledger, meters);
    }

    @Override
    public Stored store(Window window, long highestUid) throws IOException {
        super.store(window, highestUid);
        Runtime.getRuntime().halt(Victim.KILLED);
        throw new IllegalStateException("halted");
    }
}
