package mailroom.crash;

import java.io.IOException;
import mailroom.archive.Segments;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.Stored;
import mailroom.intake.Window;
import mailroom.mail.Meters;

/** The product's intake, and says when it begins and ends to store, so that the outside can tell where a kill came. */
final class TellsWhatItStores extends Intake {

    static final String BEGINS = "begins to store";
    static final String ENDS = "has stored";

    TellsWhatItStores(Segments segments, IntakeLedger ledger, Meters meters) {
        super(segments, ledger, meters);
    }

    @Override
    public Stored store(Window window, long highestUid) throws IOException {
        System.out.println(BEGINS);
        try {
            return super.store(window, highestUid);
        } finally {
            System.out.println(ENDS);
        }
    }
}
