package mailroom.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import mailroom.camel.TcpFaultProxy.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy in front of a server that sends back what it gets. */
@Timeout(10)
class TcpFaultProxyTest {

    private ServerSocket echo;
    private TcpFaultProxy proxy;
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::echo);
        thread.setDaemon(true);
        thread.start();
        proxy = new TcpFaultProxy(echo.getLocalPort());
        client = connect();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(2000);
        return socket;
    }

    private void echo() {
        try {
            while (true) {
                Socket socket = echo.accept();
                Thread thread = new Thread(() -> echo(socket));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException ended) {
            // the test is over
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException ended) {
            // the client has gone
        }
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    private String say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes());
        return new String(client.getInputStream().readNBytes(text.length()));
    }

    @Test
    void countsBytesAndTurns() throws IOException {
        assertThat(say("hello")).isEqualTo("hello");
        assertThat(say("again")).isEqualTo("again");
        assertThat(proxy.bytes(Direction.TO_SERVER)).isEqualTo(10);
        assertThat(proxy.bytes(Direction.TO_CLIENT)).isEqualTo(10);
        assertThat(proxy.turns()).isEqualTo(4);
        assertThat(proxy.connections()).isEqualTo(1);
        proxy.forgetCounts();
        assertThat(proxy.bytes(Direction.TO_SERVER)).isZero();
    }

    @Test
    void cutsAfterSoManyBytesAndLetsTheNextConnectionPass() throws IOException {
        proxy.cutAfter(Direction.TO_CLIENT, 3);
        assertThat(say("hello")).isEqualTo("hel");
        client = connect();
        assertThat(say("hello")).isEqualTo("hello");
    }

    @Test
    void resets() throws IOException {
        say("hello");
        proxy.resetAll();
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void resetsAfterSoManyBytes() {
        proxy.resetAfter(Direction.TO_SERVER, 3);
        assertThatThrownBy(() -> say("hello")).isInstanceOf(SocketException.class);
    }

    @Test
    void swallowsOneDirectionUntilItIsHealed() throws IOException {
        proxy.swallowAfter(Direction.TO_CLIENT, 5);
        assertThat(say("hello")).isEqualTo("hello");
        client.setSoTimeout(200);
        assertThatThrownBy(() -> say("lost")).isInstanceOf(SocketTimeoutException.class);
        assertThat(proxy.openConnections()).isEqualTo(1);
        proxy.heal();
        client.setSoTimeout(2000);
        assertThat(say("back")).isEqualTo("back");
    }

    @Test
    void stallsTheSender() {
        proxy.stall(Direction.TO_SERVER, true);
        Thread sender = new Thread(() -> {
            try {
                client.getOutputStream().write(new byte[64 * 1024 * 1024]);
            } catch (IOException ended) {
                // the test is over
            }
        });
        sender.setDaemon(true);
        sender.start();
        org.awaitility.Awaitility.await()
                .during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(5))
                .until(sender::isAlive);
    }

    @Test
    void stallsOnceSoManyBytesHavePassed() throws IOException {
        proxy.stallAfter(Direction.TO_CLIENT, 5);
        assertThat(say("hello")).isEqualTo("hello");
        client.setSoTimeout(200);
        assertThatThrownBy(() -> say("late")).isInstanceOf(SocketTimeoutException.class);
        proxy.stall(Direction.TO_CLIENT, false);
        client.setSoTimeout(2000);
        assertThat(client.getInputStream().readNBytes(4)).isEqualTo("late".getBytes());
    }

    @Test
    void dripsAndDelays() throws IOException {
        proxy.drip(Direction.TO_CLIENT, Duration.ofMillis(20));
        assertThat(timeOf("hello")).isGreaterThan(Duration.ofMillis(80));
        proxy.heal();
        proxy.delay(Duration.ofMillis(50));
        assertThat(timeOf("hello")).isBetween(Duration.ofMillis(100), Duration.ofMillis(1000));
    }

    private Duration timeOf(String text) throws IOException {
        long begun = System.nanoTime();
        assertThat(say(text)).isEqualTo(text);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Test
    void corruptsOneByte() throws IOException {
        proxy.corruptAfter(Direction.TO_SERVER, 6);
        assertThat(say("hello")).isEqualTo("hello");
        client.getOutputStream().write("hello".getBytes());
        assertThat(client.getInputStream().readNBytes(5)).isEqualTo(new byte[] {'h', (byte) ~'e', 'l', 'l', 'o'});
    }

    @Test
    void refusesNewConnections() throws IOException {
        say("hello");
        proxy.refuse(true);
        try (Socket second = connect()) {
            assertThat(second.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(say("still")).isEqualTo("still");
    }
}
