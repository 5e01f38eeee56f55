package mailroom.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstComerTest {

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final AtomicInteger times = new AtomicInteger();

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void isDoneOnceWhoeverComesFirst() throws Exception {
        FirstComer<Integer> work = new FirstComer<>(times::incrementAndGet);
        work.offerTo(other);
        assertThat(work.result()).isEqualTo(1);
        work.run();
        assertThat(work.result()).isEqualTo(1);
    }

    @Test
    void isDoneByTheThreadThatNeedsItWhereTheExecutorTakesNothing() throws Exception {
        FirstComer<Integer> work = new FirstComer<>(times::incrementAndGet);
        work.offerTo(task -> {
            throw new RejectedExecutionException();
        });
        work.offerTo(task -> {
            throw new IllegalStateException("the application stops");
        });
        assertThat(work.isDone()).isFalse();
        assertThat(work.result()).isEqualTo(1);
    }

    @Test
    void waitsForTheThreadThatHasBegunButNotForEver() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        FirstComer<Integer> work = new FirstComer<>(
                () -> {
                    begun.countDown();
                    end.await();
                    return times.incrementAndGet();
                },
                Duration.ofMillis(50));
        work.offerTo(other);
        begun.await();
        assertThatThrownBy(work::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not done");
        end.countDown();
    }

    @Test
    void leavesNothingInAQueueThatIsLateOnceItIsDone() throws Exception {
        List<Runnable> queue = new ArrayList<>();
        FirstComer<byte[]> work = new FirstComer<>(() -> new byte[1000]);
        work.offerTo(queue::add);
        WeakReference<byte[]> result = new WeakReference<>(work.result());
        work = null;
        for (int i = 0; i < 100 && result.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(result.get()).isNull();
        queue.forEach(Runnable::run);
        assertThat(queue).hasSize(1);
    }

    @Test
    void isNotBegunOnceItIsAbandoned() {
        FirstComer<Integer> work = new FirstComer<>(times::incrementAndGet);
        work.abandon();
        work.run();
        assertThat(times).hasValue(0);
    }

    @Test
    void failsAsTheWorkDid() {
        assertThatThrownBy(() -> new FirstComer<>(() -> {
                            throw new UnsupportedOperationException("mine");
                        })
                        .result())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> new FirstComer<>(() -> {
                            throw new IOException("disk");
                        })
                        .result())
                .hasRootCauseMessage("disk");
    }
}
