package mailroom.camel.mailbox.trial;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.camel.access.Entrance;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ListedFolders;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.mailbox.watch.FolderChoice;
import mailroom.mailbox.MailboxControl.MailboxTest;
import mailroom.mailbox.MailboxControl.Oddity;
import mailroom.mailbox.MailboxReport.Problem;
import mailroom.mailbox.ProblemKind;
import mailroom.settings.MailboxSettings;

/** Connects, logs in, lists folders and looks into some once; a person waits for the answer, so that its deadlines are short. */
public final class MailboxTrial {

    private static final ImapTimeouts SHORT =
            new ImapTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30), 16 * 1024);

    /** A folder that is opened within it may still take as long as one answer may. */
    private static final Duration LOOK = Duration.ofSeconds(12);

    private MailboxTrial() {}

    public static MailboxTest of(MailboxSettings mailbox, Entrance entrance) {
        long begun = System.nanoTime();
        try (ImapSession session = entrance.open(mailbox, SHORT)) {
            ListedFolders all = session.listFolders();
            List<ListedFolder> chosen = new FolderChoice(mailbox.folders()).of(all.folders());
            List<Oddity> oddities =
                    new ServerLook(session, mailbox, LOOK.minusNanos(System.nanoTime() - begun)).at(all, chosen);
            session.logout();
            return new MailboxTest(
                    true,
                    Optional.empty(),
                    chosen.stream().map(ListedFolder::name).toList(),
                    oddities);
        } catch (ImapProblem problem) {
            return failed(ProblemKind.of(problem.word()), problem.getMessage());
        } catch (IOException broken) {
            return failed(ProblemKind.CONNECTION_LOST, "the connection to " + mailbox.server() + " broke");
        }
    }

    private static MailboxTest failed(ProblemKind kind, String message) {
        return new MailboxTest(false, Optional.of(new Problem(kind, message, Instant.now())), List.of(), List.of());
    }
}
