package mailroom.crash;

import java.io.IOException;
import mailroom.archive.Segments;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.Stored;
import mailroom.intake.Window;
import mailroom.mail.Meters;

/** The negative control: says that a window is taken in before it is, as an intake that acknowledges first would. */
final class CursorFirst extends Intake {

    CursorFirst(Segments segments, IntakeLedger ledger, Meters meters) {
        super(segments, ledger, meters);
    }

    @Override
    public Stored store(Window window, long highestUid, long highestModSeq) throws IOException {
        super.store(open(window.folder()), highestUid, highestModSeq);
        return super.store(window, highestUid, highestModSeq);
    }
}
