package mailroom.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mailroom.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedProbesTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);
    private final MovableClock clock = new MovableClock("2026-03-29T12:00:00Z");

    @AfterEach
    void letGo() {
        never.countDown();
        executor.shutdown();
    }

    @Test
    void saysWhyInWordsAndNotInTheErrorsOwn() throws Exception {
        Map<String, String> results = probes(Map.of("archive", () -> {
                    throw new IOException("/secret/path");
                }))
                .results();
        assertThat(results).containsExactly(Map.entry("archive", "cannot be read or written"));
    }

    @Test
    void asksAHangingProbeOnceAndStillAnswers() throws Exception {
        AtomicInteger started = new AtomicInteger();
        TimedProbes probes = probes(Map.of("database", () -> {
            started.incrementAndGet();
            never.await();
        }));
        probes.results();
        assertThat(probes.results().get("database")).startsWith("no answer");
        assertThat(started).hasValue(1);
    }

    @Test
    void interruptsAHangingProbeAfterAWhileAndAsksAnew() throws Exception {
        AtomicInteger started = new AtomicInteger();
        TimedProbes probes = probes(Map.of("messaging", () -> {
            if (started.incrementAndGet() == 1) {
                never.await();
            }
        }));
        assertThat(probes.results().get("messaging")).startsWith("no answer");
        clock.pass(TimedProbes.PATIENCE);
        assertThat(probes.results()).containsValue(TimedProbes.UP);
    }

    @Test
    void letsNoMoreThanThreeThreadsOfAProbeHang() throws Exception {
        AtomicInteger started = new AtomicInteger();
        TimedProbes probes = probes(Map.of("archive", () -> {
            started.incrementAndGet();
            awaitUninterruptibly(never);
        }));
        for (int question = 0; question < TimedProbes.MOST_HANGING; question++) {
            probes.results();
            clock.pass(TimedProbes.PATIENCE);
        }
        assertThat(probes.results()).containsValue("did not answer so often that it is not asked again");
        assertThat(started).hasValue(TimedProbes.MOST_HANGING);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // as a thread in the file system of a server that is gone
            }
        }
    }

    @Test
    void isUpAgainAfterAFailure() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        TimedProbes probes = probes(Map.of("messaging", () -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("first call");
            }
        }));
        assertThat(probes.results()).containsValue("fails; the server's log may say why");
        assertThat(probes.results()).containsValue(TimedProbes.UP);
    }

    @Test
    void asksAgainAfterTheExecutorGaveAProbeUp() throws Exception {
        GivesUpTheFirst givesUp = new GivesUpTheFirst();
        TimedProbes probes = new TimedProbes(Map.of("archive", () -> {}), givesUp, Duration.ofSeconds(5), clock);
        assertThat(probes.results()).containsValue("given up");
        assertThat(probes.results()).containsValue(TimedProbes.UP);
        givesUp.shutdown();
    }

    /** As a server's executor may do with a task whose context it cannot set up. */
    private static final class GivesUpTheFirst extends ThreadPoolExecutor {
        private boolean gaveUp;

        GivesUpTheFirst() {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        public <T> Future<T> submit(Callable<T> task) {
            if (gaveUp) {
                return super.submit(task);
            }
            gaveUp = true;
            FutureTask<T> cancelled = new FutureTask<>(task);
            cancelled.cancel(false);
            return cancelled;
        }
    }

    private TimedProbes probes(Map<String, Probe> checked) {
        return new TimedProbes(checked, executor, Duration.ofMillis(200), clock);
    }
}
