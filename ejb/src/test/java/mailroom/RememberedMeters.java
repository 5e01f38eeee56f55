package mailroom;

import java.util.ArrayList;
import java.util.List;
import mailroom.incident.IncidentKind;
import mailroom.mail.Meters;

/** What would be counted at {@code /metrics}, as words in their order. */
public final class RememberedMeters extends Meters {

    public final List<String> counted = new ArrayList<>();

    public RememberedMeters() {
        super(null);
    }

    @Override
    public void mailsReceived(String mailbox, int mails) {
        counted.add(mailbox + " " + mails);
    }

    @Override
    public void delivery(String destination, String outcome) {
        counted.add(destination + " " + outcome);
    }

    @Override
    public void submission(String relay, String outcome) {
        counted.add(relay + " " + outcome);
    }

    @Override
    public void incident(IncidentKind kind) {
        counted.add(kind.word());
    }
}
