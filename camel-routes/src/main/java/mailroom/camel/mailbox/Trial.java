package mailroom.camel.mailbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.camel.access.Entrance;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ImapTimeouts;
import mailroom.camel.imap.ListedFolder;
import mailroom.intake.MailboxControl.MailboxTest;
import mailroom.intake.MailboxReport.Problem;
import mailroom.settings.MailboxSettings;

/** Connects, logs in and lists folders once; a person waits for the answer, so that its deadlines are short. */
final class Trial {

    private static final ImapTimeouts SHORT =
            new ImapTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30), 16 * 1024);

    private Trial() {}

    static MailboxTest of(MailboxSettings mailbox, Entrance entrance) {
        try (ImapSession session = entrance.open(mailbox, SHORT)) {
            List<String> folders = new FolderChoice(mailbox.folders())
                    .of(session.folders()).stream().map(ListedFolder::name).toList();
            session.logout();
            return new MailboxTest(true, Optional.empty(), folders);
        } catch (ImapProblem problem) {
            return failed(problem.word(), problem.getMessage());
        } catch (IOException broken) {
            return failed("connection-lost", "the connection to " + mailbox.server() + " broke");
        }
    }

    private static MailboxTest failed(String kind, String message) {
        return new MailboxTest(false, Optional.of(new Problem(kind, message, Instant.now())), List.of());
    }
}
