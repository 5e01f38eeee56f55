package mailroom.watch;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A circuit breaker before one part of the system: after a question that failed slowly, no other is asked for ten seconds. */
final class CircuitBreaker {

    /** A part that fails sooner than this is not waited for. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Duration REST = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private boolean silent;
    private long asksAgainAt;

    CircuitBreaker() {
        this(System::nanoTime);
    }

    CircuitBreaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The same question, which is not asked within ten seconds after one that failed slowly.
     *
     * @return a question that throws {@link IllegalStateException} where it is not asked
     */
    <T> Supplier<T> of(Supplier<T> question) {
        return () -> {
            throwIfSilent();
            long begun = nanoTime.getAsLong();
            try {
                return question.get();
            } catch (RuntimeException e) {
                failed(begun);
                throw e;
            }
        };
    }

    private synchronized void throwIfSilent() {
        if (silent && nanoTime.getAsLong() - asksAgainAt < 0) {
            throw new IllegalStateException("it did not answer just now, and is asked again soon");
        }
        silent = false;
    }

    private synchronized void failed(long begun) {
        long now = nanoTime.getAsLong();
        if (now - begun >= SLOW.toNanos()) {
            silent = true;
            asksAgainAt = now + REST.toNanos();
        }
    }
}
