package mailroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final AtomicLong now = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(now::get);
    private final Supplier<Long> answers = breaker.of(() -> 7L);

    private Supplier<Long> failsAfter(Duration pause) {
        return breaker.of(() -> {
            pass(pause);
            throw new IllegalArgumentException("gone");
        });
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void onlyTheFirstQuestionWaitsForASilentPart() {
        assertThatThrownBy(failsAfter(Duration.ofSeconds(15))::get).hasMessage("gone");

        assertThatThrownBy(answers::get).hasMessageContaining("did not answer just now");
    }

    @Test
    void itIsAskedAgainAfterTenSeconds() {
        assertThatThrownBy(failsAfter(Duration.ofSeconds(15))::get).hasMessage("gone");
        pass(Duration.ofSeconds(10));

        assertThat(answers.get()).isEqualTo(7);
        assertThat(answers.get()).isEqualTo(7);
    }

    @Test
    void whatFailsAtOnceSilencesNothing() {
        assertThatThrownBy(failsAfter(Duration.ofMillis(999))::get).hasMessage("gone");

        assertThat(answers.get()).isEqualTo(7);
    }
}
