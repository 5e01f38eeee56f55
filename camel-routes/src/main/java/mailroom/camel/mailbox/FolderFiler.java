package mailroom.camel.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import mailroom.camel.access.Entrance;
import mailroom.camel.imap.FolderChanges;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ImapTimeouts;
import mailroom.camel.imap.ListedFolder;
import mailroom.intake.FolderKey;
import mailroom.mail.Outcome;
import mailroom.settings.CurrentSettings;
import mailroom.settings.MailboxSettings;

/** Copies a mail into another folder of its mailbox on the server, which is what Sieve's {@code fileinto} becomes. */
@ApplicationScoped
public class FolderFiler {

    private final CurrentSettings settings;
    private final Entrance entrance;

    FolderFiler() {
        this(null, null);
    }

    @Inject
    public FolderFiler(CurrentSettings settings, Entrance entrance) {
        this.settings = settings;
        this.entrance = entrance;
    }

    /**
     * Copies one UID; the target is made where it is missing.
     *
     * @param target in Unicode, levels parted by {@code /}
     */
    public Outcome file(FolderKey from, long uid, String target) {
        Optional<MailboxSettings> mailbox = settings.get().mailbox(from.mailbox());
        if (mailbox.isEmpty()) {
            return new Outcome.GiveUp("mailroom.yaml has no mailbox " + from.mailbox());
        }
        if (from.folder().equals(target)) {
            return new Outcome.Done("the mail is in " + target + " already");
        }
        try {
            return copy(mailbox.get(), from, uid, target);
        } catch (ImapProblem problem) {
            return problem.kind() == ImapProblem.Kind.FOLDER_GONE
                    ? new Outcome.GiveUp(problem.getMessage())
                    : new Outcome.TryAgain(problem.getMessage());
        } catch (IOException broken) {
            return new Outcome.TryAgain("the connection to " + mailbox.get().server() + " broke");
        }
    }

    private Outcome copy(MailboxSettings mailbox, FolderKey from, long uid, String target) throws IOException {
        try (ImapSession session = entrance.open(mailbox, ImapTimeouts.DEFAULT)) {
            ListedFolder folder = session.folder(from.folder());
            FolderChanges changes = new FolderChanges(session);
            changes.createIfMissing(target, folder.separator());
            changes.select(folder, from.announcedUidValidity());
            if (!session.holds(uid)) {
                return new Outcome.GiveUp("the mail is no longer in " + from.folder());
            }
            changes.copy(Long.toString(uid), target, folder.separator());
            session.logout();
            return new Outcome.Done("copied to " + target);
        }
    }
}
