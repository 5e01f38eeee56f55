package mailroom.camel.mailbox.filing;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import mailroom.camel.access.Entrance;
import mailroom.camel.imap.CopyRecord;
import mailroom.camel.imap.FolderChanges;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.mailbox.filing.FilingConnections.FilingConnection;
import mailroom.folder.FolderKey;
import mailroom.mail.Outcome;
import mailroom.settings.CurrentSettings;
import mailroom.settings.MailboxSettings;

/** Copies a mail into another folder of its mailbox on the server, which is what Sieve's {@code fileinto} becomes. */
@ApplicationScoped
public class FolderFiler {

    private final CurrentSettings settings;
    private final FilingConnections connections;
    private final FilingsInDoubt inDoubt = new FilingsInDoubt();

    FolderFiler() {
        this(null, null);
    }

    @Inject
    public FolderFiler(CurrentSettings settings, Entrance entrance) {
        this.settings = settings;
        connections = new FilingConnections(entrance);
    }

    /** Its threads close connections that are kept for the next mail; without it none is kept. */
    @Resource
    public void setClock(ManagedScheduledExecutorService clock) {
        keepConnections(clock);
    }

    public void keepConnections(ScheduledExecutorService clock) {
        connections.closeIdleOnes(clock);
    }

    /**
     * Copies one UID; the target is made where it is missing. Where the connection broke at the copy, the next attempt of
     * this process looks for it before it makes another one.
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
        FilingConnection connection = connections.take(mailbox);
        boolean inOrder = false;
        try {
            Outcome outcome = copy(connection.session(), from, uid, target);
            inOrder = true;
            return outcome;
        } finally {
            if (inOrder) {
                connections.keep(mailbox, connection);
            } else {
                connection.session().close();
            }
        }
    }

    private Outcome copy(ImapSession session, FolderKey from, long uid, String target) throws IOException {
        ListedFolder folder = session.folder(from.folder());
        FolderChanges changes = new FolderChanges(session);
        changes.createIfMissing(target, folder.separator());
        changes.select(folder, from.announcedUidValidity());
        if (!session.holds(uid)) {
            return new Outcome.GiveUp("the mail is no longer in " + from.folder());
        }
        CopyRecord copies = inDoubt.of(from, uid, target);
        changes.copy(List.of(uid), target, folder.separator(), copies);
        copies.end();
        return new Outcome.Done("copied to " + target);
    }

    @PreDestroy
    public void close() {
        connections.close();
    }
}
