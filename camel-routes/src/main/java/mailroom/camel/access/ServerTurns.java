package mailroom.camel.access;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import mailroom.settings.ServerAddress;

/** Lets only some mailboxes of one server do the same at a time, first come, first served; servers do not hinder each other. */
public final class ServerTurns {

    /** Mailboxes that connect and log in, so that hundreds do not come at once. */
    public static final int LOGINS_AT_ONCE = 8;
    /** Mailboxes that a window of mails is read from; a huge one gives its turn back after each window. */
    public static final int FETCHES_AT_ONCE = 8;
    /** How soon a waiting mailbox notices that it is stopped. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    private record Server(String host, int port) {}

    private final Map<Server, Semaphore> logins = new ConcurrentHashMap<>();
    private final Map<Server, Semaphore> fetches = new ConcurrentHashMap<>();

    /** Close it when done. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws InterruptedIOException if the mailbox is stopped meanwhile */
    public Turn toLogIn(ServerAddress server, BooleanSupplier isStopped) throws InterruptedIOException {
        return await(gate(logins, server, LOGINS_AT_ONCE), server, isStopped);
    }

    /** Waits to read one window; an interrupt alone ends the wait. */
    public Turn toFetch(ServerAddress server) throws InterruptedIOException {
        return await(gate(fetches, server, FETCHES_AT_ONCE), server, () -> false);
    }

    private static Semaphore gate(Map<Server, Semaphore> gates, ServerAddress server, int atOnce) {
        return gates.computeIfAbsent(new Server(server.host(), server.port()), key -> new Semaphore(atOnce, true));
    }

    private static Turn await(Semaphore gate, ServerAddress server, BooleanSupplier isStopped)
            throws InterruptedIOException {
        try {
            while (!gate.tryAcquire(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (isStopped.getAsBoolean()) {
                    throw new InterruptedIOException("stopped before its turn at " + server);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before its turn at " + server);
        }
        return gate::release;
    }
}
