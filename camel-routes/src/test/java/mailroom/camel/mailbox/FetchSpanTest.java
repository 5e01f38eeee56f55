package mailroom.camel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mailroom.settings.ServerLimits;
import org.junit.jupiter.api.Test;

class FetchSpanTest {

    private static final Duration SOON = Duration.ofMillis(400);
    private static final Duration LATE = Duration.ofSeconds(40);

    @Test
    void growsUpToABoundWhereTheServerIsFast() {
        FetchSpan span = new FetchSpan(ServerLimits.NONE);
        assertThat(span.bytes()).isEqualTo(FetchSpan.FIRST_BYTES);
        span.took(FetchSpan.FIRST_BYTES, SOON);
        assertThat(span.bytes()).isEqualTo(2 * FetchSpan.FIRST_BYTES);
        for (int i = 0; i < 10; i++) {
            span.took(span.bytes(), SOON);
        }
        assertThat(span.bytes()).isEqualTo(FetchSpan.MOST_BYTES);
    }

    @Test
    void shrinksDownToABoundWhereTheServerIsSlow() {
        FetchSpan span = new FetchSpan(ServerLimits.NONE);
        for (int i = 0; i < 10; i++) {
            span.took(span.bytes(), LATE);
        }
        assertThat(span.bytes()).isEqualTo(FetchSpan.LEAST_BYTES);
    }

    @Test
    void learnsNothingFromFewBytesThatCameSoon() {
        FetchSpan span = new FetchSpan(ServerLimits.NONE);
        span.took(1_000, SOON);
        assertThat(span.bytes()).isEqualTo(FetchSpan.FIRST_BYTES);
    }

    @Test
    void staysShortWhereADaysBytesAreCounted() {
        FetchSpan span = new FetchSpan(new ServerLimits(0, 0, 10_000_000));
        span.took(span.bytes(), SOON);
        assertThat(span.bytes()).isEqualTo(FetchSpan.COUNTED_BYTES);
    }
}
