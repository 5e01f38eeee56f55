package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.access.Entrance;
import mailroom.camel.access.ServerTurns;
import mailroom.folder.FolderComparisons;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderHistory;
import mailroom.folder.FolderKey;
import mailroom.folder.FormerMails;
import mailroom.folder.OwedMails;
import mailroom.intake.Intake;
import mailroom.intake.Window;
import mailroom.mail.Incidents;

/** What the mailboxes need of the archive while they read. */
public record IntakeDesk(
        Intake intake,
        FolderCursors cursors,
        FolderHistory history,
        FolderComparisons comparisons,
        FormerMails formerMails,
        OwedMails owed,
        Incidents incidents,
        Entrance entrance,
        ServerTurns fetches) {

    public Window open(FolderKey folder) throws StoreProblem {
        try {
            return intake.open(folder);
        } catch (IOException | RuntimeException e) {
            throw new StoreProblem(e);
        }
    }

    /** One row for something of a folder that was refused or given up. */
    public void incident(String kind, String mailbox, String subject, String message) {
        incidents.record(kind, Optional.of(mailbox), subject, message);
    }

    /** One row for one cause in a folder, with a count that grows by this one. */
    public void incidentAgain(String kind, String mailbox, String folder, String message) {
        incidents.recordAgain(kind, Optional.of(mailbox), folder, message);
    }

    /** Does the same and counts so many. */
    public void incidentAgain(String kind, String mailbox, String folder, String message, int more) {
        incidents.recordAgain(kind, Optional.of(mailbox), folder, message, more);
    }

    /** The same of so many mails; nothing where it is none. */
    public void incidentAgain(String kind, FolderKey folder, String message, int mails) {
        if (mails > 0) {
            incidents.recordAgain(kind, Optional.of(folder.mailbox()), folder.folder(), message, mails);
        }
    }
}
