package mailroom.camel.mailbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import mailroom.MovableClock;
import org.junit.jupiter.api.Test;

class ComparisonTimesTest {

    private final MovableClock clock = new MovableClock("2026-11-01T10:00:00Z");
    private final ComparisonTimes times = new ComparisonTimes(Duration.ofHours(6), clock);

    @Test
    void isDueEverySoOften() {
        times.comparedAt("INBOX", clock.instant());
        assertThat(times.isDue("INBOX")).isFalse();
        clock.pass(Duration.ofHours(6));
        assertThat(times.isDue("INBOX")).isTrue();
        times.compared("INBOX", clock.instant());
        assertThat(times.isDue("INBOX")).isFalse();
    }

    @Test
    void whoAsksWhileOneIsUnderWayHasAnotherOneAfterIt() {
        times.comparedAt("INBOX", clock.instant());
        Instant begun = clock.instant();
        clock.pass(Duration.ofSeconds(1));
        times.ask();
        times.compared("INBOX", begun);
        assertThat(times.isDue("INBOX")).isTrue();
    }

    @Test
    void whoAsksDuringTheFirstLookHasAComparisonAfterIt() {
        times.ask();
        clock.pass(Duration.ofSeconds(1));
        times.comparedAt("INBOX", clock.instant());
        assertThat(times.isDue("INBOX")).isTrue();
    }

    @Test
    void aSurpriseAtTheFirstLookIsComparedAtOnceAndFurtherOnesLater() {
        times.comparedAt("INBOX", clock.instant());
        times.surprised("INBOX");
        assertThat(times.isDue("INBOX")).isTrue();
        times.compared("INBOX", clock.instant());
        times.surprised("INBOX");
        assertThat(times.isDue("INBOX")).isFalse();
        clock.pass(ComparisonTimes.CALM);
        assertThat(times.isDue("INBOX")).isTrue();
    }
}
