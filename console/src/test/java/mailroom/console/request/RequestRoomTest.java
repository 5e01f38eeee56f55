package mailroom.console.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mailroom.TemporarySpool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RequestRoomTest {

    private static final long LIMIT = 1 << 20;
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Room in memory for one body at a time. */
    private final RequestRoom room = new RequestRoom(TemporarySpool.make(), LIMIT, 1, WAIT);

    private final CountDownLatch inWork = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private static InputStream body() {
        return new ByteArrayInputStream(new byte[100]);
    }

    private void holdTheRoom() {
        try {
            room.with(body(), 100, LIMIT, (bytes, scope) -> {
                inWork.countDown();
                return await(mayEnd);
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoFindsNoRoomInTimeIsToldToComeAgain() throws Exception {
        CompletableFuture<Void> first = CompletableFuture.runAsync(this::holdTheRoom);
        await(inWork);
        assertThatThrownBy(() -> room.with(body(), 100, LIMIT, (bytes, scope) -> true))
                .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(503));
        mayEnd.countDown();
        first.get(10, TimeUnit.SECONDS);
    }

    @Test
    void theTimeThatABodyTakesToComeIsNoWaitForRoom() throws Exception {
        CompletableFuture<Void> first = CompletableFuture.runAsync(this::holdTheRoom);
        await(inWork);
        InputStream slow = new InputStream() {
            private boolean came;

            @Override
            public int read() throws IOException {
                if (came) {
                    return -1;
                }
                came = true;
                pause(WAIT.multipliedBy(2));
                CompletableFuture.delayedExecutor(WAIT.toMillis() / 4, TimeUnit.MILLISECONDS)
                        .execute(mayEnd::countDown);
                return 'x';
            }
        };
        assertThat(room.<Boolean>with(slow, 1, LIMIT, (bytes, scope) -> true)).isTrue();
        first.get(10, TimeUnit.SECONDS);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
