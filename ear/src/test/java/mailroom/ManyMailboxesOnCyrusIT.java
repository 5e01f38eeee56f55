package mailroom;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Cyrus's idled tells of new mail at once. */
@Tag("alone")
class ManyMailboxesOnCyrusIT extends ManyMailboxes {

    private static PrivateCyrus cyrus;

    @BeforeAll
    static void start() {
        cyrus = PrivateCyrus.start();
        for (int box = 0; box < MAILBOXES; box++) {
            cyrus.addUser(WatchedMailboxes.user(box));
        }
    }

    @AfterAll
    static void stop() {
        if (cyrus != null) {
            cyrus.close();
        }
    }

    @Override
    int port() {
        return cyrus.port();
    }

    @Override
    Duration told() {
        return Duration.ZERO;
    }
}
