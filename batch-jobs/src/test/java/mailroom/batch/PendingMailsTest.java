package mailroom.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mailroom.schedule.Jobs;
import org.junit.jupiter.api.Test;

class PendingMailsTest {

    private final Run run = new Run(Jobs.ARCHIVE_MAIL, "sales");

    @Test
    void waitsForSingleMailsInShortSuccession() {
        assertThat(untilTheEnd(false)).isGreaterThanOrEqualTo(PendingMails.LINGER);
    }

    @Test
    void makesRoomAtOnceWhereOtherJobsMayWait() {
        assertThat(untilTheEnd(true)).isLessThan(PendingMails.LINGER);
    }

    private Duration untilTheEnd(boolean crowded) {
        run.want();
        PendingMails<String> window = new PendingMails<>(run, List::of, () -> crowded);
        long begun = System.nanoTime();
        assertThat(window.next()).isNull();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
