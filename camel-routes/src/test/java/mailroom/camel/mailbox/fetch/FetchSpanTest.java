package mailroom.camel.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeMap;
import mailroom.settings.ServerLimits;
import org.junit.jupiter.api.Test;

class FetchSpanTest {

    private static final Duration SOON = Duration.ofMillis(400);
    private static final Duration LATE = Duration.ofSeconds(40);

    private final FetchSpan span = new FetchSpan(ServerLimits.NONE);

    @Test
    void growsUpToABoundWhereTheServerIsFast() {
        span.took(plan(1, FetchSpan.FIRST_BYTES), SOON);
        assertThat(span.bytes()).isEqualTo(2 * FetchSpan.FIRST_BYTES);
        for (int i = 0; i < 10; i++) {
            span.took(plan(1, span.bytes()), SOON);
        }
        assertThat(span.bytes()).isEqualTo(FetchSpan.MOST_BYTES);
    }

    @Test
    void growsWithManySmallMailsToo() {
        assertThat(span.mails()).isEqualTo(2_048);
        span.took(plan(2_000, 1_000), SOON);
        assertThat(span.mails()).isEqualTo(4_096);
    }

    @Test
    void shrinksDownToABoundWhereTheServerIsSlow() {
        for (int i = 0; i < 10; i++) {
            span.took(plan(1, span.bytes()), LATE);
        }
        assertThat(span.bytes()).isEqualTo(FetchSpan.LEAST_BYTES);
        assertThat(span.mails()).isEqualTo(512);
    }

    @Test
    void learnsNothingFromFewMailsThatCameSoon() {
        span.took(plan(10, 1_000), SOON);
        assertThat(span.bytes()).isEqualTo(FetchSpan.FIRST_BYTES);
    }

    @Test
    void staysShortWhereADaysBytesAreCounted() {
        FetchSpan counted = new FetchSpan(new ServerLimits(0, 0, 10_000_000));
        counted.took(plan(1, counted.bytes()), SOON);
        assertThat(counted.bytes()).isEqualTo(FetchSpan.COUNTED_BYTES);
    }

    private static FetchPlan plan(int mails, long bytesOfEach) {
        TreeMap<Long, Long> sizes = new TreeMap<>();
        for (long uid = 1; uid <= mails; uid++) {
            sizes.put(uid, bytesOfEach);
        }
        return new FetchPlan(sizes);
    }
}
