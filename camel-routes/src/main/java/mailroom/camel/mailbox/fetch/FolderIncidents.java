package mailroom.camel.mailbox.fetch;

import java.util.Optional;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;

/** Records what is to be told of the folders of one mailbox. */
public final class FolderIncidents {

    private final Optional<String> mailbox;
    private final Incidents incidents;

    public FolderIncidents(String mailbox, Incidents incidents) {
        this.mailbox = Optional.of(mailbox);
        this.incidents = incidents;
    }

    /** Adds a row whatever was recorded of the folder before. */
    public void record(IncidentKind kind, String folder, String message) {
        incidents.record(kind, mailbox, folder, message);
    }

    /** Counts one more of that kind in the folder. */
    public void again(IncidentKind kind, String folder, String message) {
        incidents.recordAgain(kind, mailbox, folder, message);
    }

    /** Counts so many more; does nothing where it is none. */
    public void again(IncidentKind kind, String folder, String message, int more) {
        if (more > 0) {
            incidents.recordAgain(kind, mailbox, folder, message, more);
        }
    }
}
