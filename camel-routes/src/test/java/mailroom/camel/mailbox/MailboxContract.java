package mailroom.camel.mailbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a mailbox does on every IMAP server. */
@Timeout(90)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailboxContract implements IntakeContract, WatchContract, AfterArchiveContract, FolderIdentityContract {

    RunningMailboxes running;

    @BeforeAll
    void run() throws Exception {
        running = new RunningMailboxes();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
    }

    @Override
    public RunningMailboxes running() {
        return running;
    }
}
