package mailroom.camel.mailbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import org.junit.jupiter.api.Test;

class FolderTroublesTest {

    private static final ImapProblem REFUSED = new ImapProblem(Kind.REFUSED, "NO [NOPERM] not yours");

    private long now;
    private final FolderTroubles troubles = new FolderTroubles(() -> now);

    @Test
    void leavesAFolderAloneLongerEachTime() {
        troubles.stuck("Old", REFUSED);
        Duration first = troubles.nextTry().orElseThrow();
        assertThat(troubles.isHeld("Old")).isTrue();
        assertThat(troubles.isHeld("INBOX")).isFalse();
        now += first.toNanos();
        assertThat(troubles.isHeld("Old")).isFalse();
        assertThat(troubles.due()).isEqualTo(List.of("Old"));
        troubles.stuck("Old", REFUSED);
        assertThat(troubles.nextTry().orElseThrow()).isGreaterThan(first);
        for (int i = 0; i < 100; i++) {
            troubles.stuck("Old", REFUSED);
        }
        assertThat(troubles.nextTry().orElseThrow()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aFolderThatIsReadAgainBeginsWithTheShortestPause() {
        troubles.stuck("Old", REFUSED);
        Duration first = troubles.nextTry().orElseThrow();
        troubles.stuck("Old", REFUSED);
        troubles.fine("Old");
        assertThat(troubles.nextTry()).isEmpty();
        troubles.stuck("Old", REFUSED);
        assertThat(troubles.nextTry()).contains(first);
    }

    @Test
    void theMailboxStandsStillOnlyWhereNoFolderCanBeRead() {
        troubles.stuck("INBOX", REFUSED);
        assertThat(troubles.ofAll(List.of("INBOX", "Work"))).isEmpty();
        assertThat(troubles.ofAll(List.of())).isEmpty();
        troubles.stuck("Work", REFUSED);
        assertThat(troubles.ofAll(List.of("INBOX", "Work"))).contains(REFUSED);
    }
}
