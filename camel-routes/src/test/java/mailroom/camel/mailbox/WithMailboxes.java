package mailroom.camel.mailbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that share running mailboxes, each with mailboxes of its own names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithMailboxes {

    RunningMailboxes running;

    @BeforeAll
    void run() throws Exception {
        running = new RunningMailboxes();
    }

    @AfterAll
    void end() throws Exception {
        running.close();
    }
}
