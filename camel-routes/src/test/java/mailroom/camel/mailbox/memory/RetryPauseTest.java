package mailroom.camel.mailbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private static final ImapProblem RESET = new ImapProblem(Kind.CONNECTION_LOST, "reset");

    private final RetryPause retry = new RetryPause();

    private Duration pauseAfter(int failures) {
        Duration last = Duration.ZERO;
        for (int i = 0; i < failures; i++) {
            last = retry.after(RESET);
        }
        return last;
    }

    @Test
    void f09PausesDoubleUpToFiveMinutes() {
        for (Duration full = Duration.ofSeconds(1); full.toSeconds() < 256; full = full.multipliedBy(2)) {
            assertThat(retry.after(RESET)).isBetween(full.multipliedBy(3).dividedBy(4), full);
        }
        assertThat(pauseAfter(40)).isBetween(Duration.ofSeconds(225), Duration.ofSeconds(300));
    }

    @Test
    void f09MailboxesThatBreakTogetherDoNotComeBackTogether() {
        Set<Duration> pauses = new HashSet<>();
        IntStream.range(0, 50).forEach(i -> pauses.add(new RetryPause().after(RESET)));
        assertThat(pauses).hasSizeGreaterThan(10);
    }

    @Test
    void f09AConnectionThatBreaksSoonAgainIsNoCureAndOneThatStandsIs() {
        Duration before = pauseAfter(6);
        retry.stood(before.multipliedBy(2));
        assertThat(retry.after(RESET)).isGreaterThan(before);
        retry.stood(Duration.ofHours(1));
        assertThat(retry.after(RESET)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void f20AThrottleIsLeftAloneForHalfAMinute() {
        assertThat(retry.after(new ImapProblem(Kind.THROTTLED, "later")))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void f19ARejectedLoginIsTriedThreeTimesAnHourAtMost() {
        assertThat(retry.after(new ImapProblem(Kind.LOGIN_REJECTED, "no")).multipliedBy(3))
                .isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void aConnectionThatBreaksSoonIsTriedLaterEachTime() {
        RetryPause retry = new RetryPause();
        Duration first = retry.after(new IllegalStateException());
        retry.stood(first.multipliedBy(2));
        Duration second = retry.after(new IllegalStateException());
        assertThat(second).isGreaterThan(first);
        retry.stood(second.multipliedBy(RetryPause.PROVEN));
        assertThat(retry.after(new NoClassDefFoundError())).isLessThanOrEqualTo(RetryPause.FIRST);
    }
}
