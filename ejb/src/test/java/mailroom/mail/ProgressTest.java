package mailroom.mail;

import static mailroom.mail.MailState.ARCHIVED;
import static mailroom.mail.MailState.RECEIVED;
import static mailroom.mail.MailState.ROUTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import mailroom.EmbeddedDerby;
import mailroom.mail.Progress.Reached;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final EmbeddedDerby derby = new EmbeddedDerby();
    private final Progress progress = new Progress(derby.database());

    @AfterEach
    void drop() {
        derby.close();
    }

    @Test
    void countsEachMailInTheStateThatItHasNow() {
        received("sales", 500, 10);
        received("support", 510, 4);
        received("sales", 520, 6);
        progress.moved("sales", ARCHIVED, 490, new Reached(500, 10), 2);
        progress.moved("sales", ROUTED, 490, new Reached(495, 5), 0);
        assertThat(progress.countsByState()).isEqualTo(Map.of(RECEIVED, 10L, ARCHIVED, 5L, ROUTED, 5L));
        assertThat(progress.parseProblems()).isEqualTo(2);
        assertThat(progress.mailboxesWith(RECEIVED)).containsExactly("sales", "support");
        assertThat(progress.mailboxesWith(ARCHIVED)).containsExactly("sales");
    }

    @Test
    void refusesASecondExecutionOverTheSameMails() {
        received("sales", 500, 10);
        progress.moved("sales", ARCHIVED, 491, new Reached(495, 5), 0);
        assertThatThrownBy(() -> progress.moved("sales", ARCHIVED, 491, new Reached(500, 10), 0))
                .hasMessageContaining("another execution");
        assertThat(progress.reached("sales", ARCHIVED)).isEqualTo(new Reached(495, 5));
    }

    @Test
    void routesAllThatIsArchivedAtOnceAndNeverGoesBack() {
        received("sales", 500, 10);
        progress.moved("sales", ARCHIVED, 491, new Reached(500, 10), 0);
        progress.routedUpTo("sales", progress.reached("sales", ARCHIVED));
        progress.routedUpTo("sales", new Reached(400, 3));
        assertThat(progress.countsByState()).containsEntry(ROUTED, 10L);
    }

    @Test
    void knowsNothingOfAMailboxWithoutMail() {
        assertThat(progress.reached("none", ARCHIVED)).isEqualTo(Reached.NONE);
        assertThat(progress.mailboxesWith(RECEIVED)).isEmpty();
    }

    private void received(String mailbox, long lastRow, int mails) {
        derby.database().jdbi().useHandle(handle -> {
            try {
                Progress.received(handle.getConnection(), mailbox, lastRow, mails);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
