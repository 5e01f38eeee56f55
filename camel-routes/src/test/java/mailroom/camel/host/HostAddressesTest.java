package mailroom.camel.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HostAddressesTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HostAddresses addresses = new HostAddresses(this::resolve);

    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.add(host);
        if (host.equals("unknown.example.com")) {
            throw new UnknownHostException(host);
        }
        try {
            if (host.equals("slow.example.com")) {
                answer.await();
            }
        } catch (InterruptedException e) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @AfterEach
    void answer() {
        answer.countDown();
    }

    @Test
    void f22ALookupThatHangsEndsAtItsLimitAndHoldsNoOtherHostUp() throws IOException {
        assertThatThrownBy(() -> addresses.of("slow.example.com", SHORT))
                .isInstanceOf(LookupTimeout.class)
                .hasMessageContaining("slow.example.com");
        assertThat(addresses.of("fast.example.com", LONG)).containsExactly(InetAddress.getLoopbackAddress());
    }

    @Test
    void f22OneLookupOfAHostHangsAtMostAndTheNextBeginsAfterIt() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> addresses.of("slow.example.com", SHORT)).isInstanceOf(LookupTimeout.class);
        }
        assertThat(asked).containsExactly("slow.example.com");
        answer.countDown();
        await().atMost(LONG).untilAsserted(() -> {
            addresses.of("slow.example.com", LONG);
            assertThat(asked).hasSizeGreaterThan(1);
        });
    }

    @Test
    void f22AnUnknownHostIsAskedForAgain() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> addresses.of("unknown.example.com", LONG))
                    .isInstanceOf(UnknownHostException.class);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void f22PreparesAHostInLimitedTimeAndLeavesItToTheClientToSayThatThereIsNone() throws IOException {
        addresses.prepare("unknown.example.com", LONG);
        addresses.prepare("fast.example.com", LONG);
        assertThat(asked).containsExactly("unknown.example.com", "fast.example.com");
        assertThatThrownBy(() -> addresses.prepare("slow.example.com", SHORT)).isInstanceOf(LookupTimeout.class);
    }
}
