package mailroom.camel.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final HandOver handOver = new HandOver(pool);
    private final List<Integer> stored = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger closed = new AtomicInteger();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void storesOneWindowAfterTheOther() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        for (int window = 1; window <= 20; window++) {
            int number = window;
            give(() -> {
                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                Thread.sleep(number % 3);
                stored.add(number);
                atOnce.decrementAndGet();
            });
        }
        handOver.settle();
        assertThat(stored).hasSize(20).isSorted();
        assertThat(closed).hasValue(20);
    }

    @Test
    void storesNoneAfterOneThatFailed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        give(() -> {
            go.await();
            throw new IllegalStateException("the disk is full");
        });
        give(() -> stored.add(2));
        go.countDown();
        assertThatThrownBy(() -> {
                    give(() -> stored.add(3));
                    handOver.settle();
                })
                .isInstanceOf(StoreProblem.class)
                .hasRootCauseMessage("the disk is full");
        Awaitility.await().until(() -> closed.get() == 3);
        assertThat(stored).isEmpty();
    }

    @Test
    void takesWindowsAgainOnceTheFailureWasTold() throws Exception {
        give(() -> {
            throw new IllegalStateException("the disk is full");
        });
        assertThatThrownBy(handOver::settle).isInstanceOf(StoreProblem.class);
        give(() -> stored.add(1));
        handOver.settle();
        assertThat(stored).containsExactly(1);
    }

    @Test
    void waitsWhileTooManyWindowsAreThere() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch third = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                give(go::await);
                give(() -> stored.add(2));
                give(() -> stored.add(3));
                third.countDown();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        reader.start();
        assertThat(third.await(200, TimeUnit.MILLISECONDS)).isFalse();
        go.countDown();
        assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
        reader.join();
    }

    private void give(HandOver.Storing window) throws Exception {
        handOver.give(window, closed::incrementAndGet);
    }
}
