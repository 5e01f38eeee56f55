package mailroom.batch.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GiveWayTest {

    @Test
    void waitsUntilNothingIsBusy() {
        AtomicInteger asked = new AtomicInteger();
        new GiveWay(() -> asked.incrementAndGet() < 3).await();
        assertThat(asked).hasValue(3);
    }

    @Test
    void goesOnAfterItsLimitAndThenDoesNotWaitAgainForAsLong() {
        GiveWay giveWay = new GiveWay(() -> true, Duration.ofMillis(300));
        long first = timed(giveWay);
        long second = timed(giveWay);
        assertThat(first).isBetween(290L, 5_000L);
        assertThat(second).isLessThan(290);
    }

    private static long timed(GiveWay giveWay) {
        long begun = System.nanoTime();
        giveWay.await();
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
