package mailroom;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * System property {@code mailroom.watch.tells} ({@code at-once}: Dovecot hibernates and then tells of mail at once
 * instead of after half a second, but not of mail that comes while it falls asleep).
 */
@Tag("alone")
class ManyMailboxesOnDovecotIT extends ManyMailboxes {

    private static final boolean LATE =
            !System.getProperty("mailroom.watch.tells", "late").equals("at-once");
    private static final Duration DOVECOTS_DELAY = Duration.ofMillis(500);
    /** A process that hibernates is woken at once by new mail; one that waits in IDLE collects for half a second. */
    private static final String TELLS_AT_ONCE = """
            imap_hibernate_timeout = 1s
            service imap {
              unix_listener imap-master {
                user = dovecot
                mode = 0666
              }
              extra_groups = dovecot
            }
            service imap-hibernate {
              unix_listener imap-hibernate {
                mode = 0666
              }
            }
            """;

    private static PrivateDovecot dovecot;

    @BeforeAll
    static void start() throws IOException {
        dovecot = PrivateDovecot.startForMany(
                "service imap {\n  process_limit = 1000\n}\n" + (LATE ? "" : TELLS_AT_ONCE));
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot != null) {
            dovecot.close();
        }
    }

    @Override
    int port() {
        return dovecot.port();
    }

    @Override
    Duration told() {
        return LATE ? DOVECOTS_DELAY : Duration.ZERO;
    }
}
