package mailroom.camel.mailbox;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mailroom.settings.ServerAddress;

/** Lets only {@link #AT_ONCE} mailboxes of one server connect and log in at a time, first come, first served. */
final class LoginGate {

    static final int AT_ONCE = 8;
    /** How soon a waiting mailbox notices that it is stopped. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private record Server(String host, int port) {}

    private final Map<Server, Semaphore> gates = new ConcurrentHashMap<>();

    /** Close it once logged in. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws InterruptedIOException if the mailbox is stopped meanwhile */
    Turn await(ServerAddress server, Wake wake) throws InterruptedIOException {
        Semaphore gate =
                gates.computeIfAbsent(new Server(server.host(), server.port()), key -> new Semaphore(AT_ONCE, true));
        try {
            while (!gate.tryAcquire(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (wake.isStopped()) {
                    throw new InterruptedIOException("stopped before its turn to log in to " + server);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before its turn to log in to " + server);
        }
        return gate::release;
    }
}
