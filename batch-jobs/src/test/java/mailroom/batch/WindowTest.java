package mailroom.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mailroom.schedule.Jobs;
import org.junit.jupiter.api.Test;

class WindowTest {

    private final Run run = new Run(Jobs.ARCHIVE_MAIL, "sales");

    @Test
    void waitsForSingleMailsInShortSuccession() {
        assertThat(untilTheEnd(false)).isGreaterThanOrEqualTo(Window.LINGER);
    }

    @Test
    void makesRoomAtOnceWhereOtherJobsMayWait() {
        assertThat(untilTheEnd(true)).isLessThan(Window.LINGER);
    }

    private Duration untilTheEnd(boolean crowded) {
        run.want();
        Window<String> window = new Window<>(run, List::of, () -> crowded);
        long begun = System.nanoTime();
        assertThat(window.next()).isNull();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
