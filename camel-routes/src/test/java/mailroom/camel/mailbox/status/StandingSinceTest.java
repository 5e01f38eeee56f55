package mailroom.camel.mailbox.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mailroom.EmbeddedDerby;
import mailroom.MovableClock;
import mailroom.mailbox.MailboxReport.Problem;
import mailroom.mailbox.ProblemKind;
import mailroom.mailbox.Standstills;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingSinceTest {

    private final EmbeddedDerby derby = new EmbeddedDerby();
    private final MovableClock clock = new MovableClock("2026-11-01T10:00:00Z");

    @AfterEach
    void close() throws Exception {
        derby.close();
    }

    private StandingSince afterRestart() {
        return new StandingSince("sales", new Standstills(derby.database()), clock);
    }

    @Test
    void theInstantIsKeptOverARestart() {
        Instant began = clock.instant();
        afterRestart().since(Standstills.WHOLE_MAILBOX, ProblemKind.TIMEOUT, "no answer", Optional.empty());
        clock.pass(Duration.ofHours(2));
        StandingSince restarted = afterRestart();
        assertThat(restarted.ofMailbox()).map(Problem::since).contains(began);
        assertThat(restarted
                        .since(Standstills.WHOLE_MAILBOX, ProblemKind.TIMEOUT, "still none", Optional.empty())
                        .since())
                .isEqualTo(began);
    }

    @Test
    void anotherKindOfProblemBeginsNow() {
        StandingSince standing = afterRestart();
        Problem first = standing.since("Old", ProblemKind.REFUSED, "NOPERM", Optional.empty());
        clock.pass(Duration.ofMinutes(1));
        assertThat(standing.since("Old", ProblemKind.TIMEOUT, "no answer", Optional.of(first))
                        .since())
                .isEqualTo(clock.instant());
    }

    @Test
    void whatMovesAgainIsForgotten() {
        StandingSince standing = afterRestart();
        standing.since("Old", ProblemKind.REFUSED, "NOPERM", Optional.empty());
        standing.moves("Old");
        clock.pass(Duration.ofMinutes(1));
        assertThat(afterRestart()
                        .since("Old", ProblemKind.REFUSED, "NOPERM", Optional.empty())
                        .since())
                .isEqualTo(clock.instant());
    }
}
