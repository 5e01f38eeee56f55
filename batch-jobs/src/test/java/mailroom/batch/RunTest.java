package mailroom.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunTest {

    private final Run run = new Run("archive-mail", "sales");

    @Test
    void startsOneExecutionForManyWakes() {
        assertThat(run.want()).isTrue();
        assertThat(run.want()).isFalse();
        assertThat(run.want()).isFalse();
    }

    @Test
    void startsAgainForAWakeThatNoLookAnswered() {
        run.want();
        run.started(1);
        run.look();
        run.want();
        assertThat(run.completed(1)).isEqualTo(Run.Next.START);
    }

    @Test
    void restsWhenNothingCameAfterTheLastLook() {
        run.want();
        run.started(1);
        run.look();
        assertThat(run.completed(1)).isEqualTo(Run.Next.NOTHING);
        assertThat(run.want()).isTrue();
    }

    @Test
    void restartsTheExecutionThatFailed() {
        run.want();
        run.started(7);
        assertThat(run.failed(7)).isEqualTo(Run.Next.PAUSE);
        assertThat(run.toRestart()).hasValue(7);
        assertThat(run.want()).isFalse();
    }

    @Test
    void pausesLongerAfterEachFailureUpToALimit() {
        run.want();
        run.failed(1);
        assertThat(run.pause()).isEqualTo(Run.FIRST_PAUSE);
        run.failed(2);
        assertThat(run.pause()).isEqualTo(Run.FIRST_PAUSE.multipliedBy(2));
        for (int i = 3; i < 40; i++) {
            run.failed(i);
        }
        assertThat(run.pause()).isEqualTo(Run.LONGEST_PAUSE);
    }

    @Test
    void takesTheEndOfAnExecutionOnce() {
        run.want();
        run.completed(3);
        run.started(3);
        assertThat(run.execution()).isEmpty();
        assertThat(run.completed(3)).isEqualTo(Run.Next.NOTHING);
    }

    @Test
    void waitsForAWakeNoLongerThanTold() {
        assertThat(run.awaitWanted(Duration.ofMillis(5))).isFalse();
        run.want();
        assertThat(run.awaitWanted(Duration.ofMillis(5))).isTrue();
    }
}
