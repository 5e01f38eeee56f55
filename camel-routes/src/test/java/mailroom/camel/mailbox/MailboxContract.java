package mailroom.camel.mailbox;

import org.junit.jupiter.api.Timeout;

/** What a mailbox does on every IMAP server. */
@Timeout(90)
abstract class MailboxContract extends WithMailboxes
        implements IntakeContract, WatchContract, AfterArchiveContract, FolderIdentityContract {

    @Override
    public RunningMailboxes running() {
        return running;
    }
}
