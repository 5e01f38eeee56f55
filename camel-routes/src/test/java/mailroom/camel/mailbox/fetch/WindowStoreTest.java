package mailroom.camel.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mailroom.archive.Scanned;
import mailroom.archive.Segments;
import mailroom.folder.FolderKey;
import mailroom.home.Home;
import mailroom.intake.Intake;
import mailroom.intake.IntakeLedger;
import mailroom.intake.Window;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStoreTest {

    private static final FolderKey INBOX = new FolderKey("sales", "INBOX", 1);

    @TempDir
    private Path folder;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Map<Long, Work> works = Collections.synchronizedMap(new HashMap<>());
    private final List<Window> given = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> stored = Collections.synchronizedList(new ArrayList<>());
    private WindowStore store;

    /** What happens while a window is stored. */
    private interface Work {
        void go() throws Exception;
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void storesOneWindowAfterTheOther() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        for (long window = 1; window <= 20; window++) {
            long pause = window % 3;
            give(window, () -> {
                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                Thread.sleep(pause);
                atOnce.decrementAndGet();
            });
        }
        store.settle();
        assertThat(stored).hasSize(20).isSorted();
        assertThat(given).hasSize(20).allMatch(WindowStoreTest::isClosed);
    }

    @Test
    void storesNoneAfterOneThatFailed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        give(1, () -> {
            go.await();
            throw new IllegalStateException("the disk is full");
        });
        give(2, () -> {});
        go.countDown();
        assertThatThrownBy(() -> {
                    give(3, () -> {});
                    store.settle();
                })
                .isInstanceOf(StoreProblem.class)
                .hasRootCauseMessage("the disk is full");
        Awaitility.await().until(() -> given.size() == 3 && given.stream().allMatch(WindowStoreTest::isClosed));
        assertThat(stored).isEmpty();
    }

    @Test
    void takesWindowsAgainOnceTheFailureWasTold() throws Exception {
        give(1, () -> {
            throw new IllegalStateException("the disk is full");
        });
        assertThatThrownBy(store::settle).isInstanceOf(StoreProblem.class);
        give(2, () -> {});
        store.settle();
        assertThat(stored).containsExactly(2L);
    }

    @Test
    void waitsWhileTooManyWindowsAreThere() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch third = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                give(1, go::await);
                give(2, () -> {});
                give(3, () -> {});
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

    private void give(long highestUid, Work work) throws Exception {
        if (store == null) {
            store = new WindowStore(intake(), this::take, pool);
        }
        Window window = store.open(INBOX);
        given.add(window);
        works.put(highestUid, work);
        store.store(window, highestUid);
    }

    private void take(ReadWindow window) throws Exception {
        works.get(window.highestUid()).go();
        stored.add(window.highestUid());
    }

    /** Opens windows and has nothing behind it. */
    private Intake intake() {
        Segments segments = new Segments(new Home(folder), null) {
            @Override
            public void ready(Consumer<List<Scanned>> tail) {}

            @Override
            public Path incoming() {
                return folder;
            }
        };
        return new Intake(segments, new IntakeLedger(null, null, null), null);
    }

    private static boolean isClosed(Window window) {
        try {
            window.begin(null, 0).close();
            return false;
        } catch (IllegalStateException closed) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
