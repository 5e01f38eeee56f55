package mailroom.crash;

import java.io.IOException;
import mailroom.archive.Segments;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.Stored;
import mailroom.intake.Window;
import mailroom.mail.Meters;
import mailroom.settings.Settings;

/** The negative control: removes mails from their server just before the archive has them, not after. */
final class AcknowledgesFirst extends Intake {

    private final int port;

    AcknowledgesFirst(Segments segments, IntakeLedger ledger, Meters meters, Settings settings) {
        super(segments, ledger, meters);
        port = settings.mailboxes().get(0).server().port();
    }

    @Override
    public Stored store(Window window, long highestUid) throws IOException {
        try (MailboxClient client = new MailboxClient(port, window.folder().mailbox())) {
            client.remove(window.folder().folder(), highestUid);
        }
        return super.store(window, highestUid);
    }
}
