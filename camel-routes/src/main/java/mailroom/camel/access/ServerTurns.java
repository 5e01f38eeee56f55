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

    private final int atOnce;
    private final Map<Server, Semaphore> gates = new ConcurrentHashMap<>();

    public ServerTurns(int atOnce) {
        this.atOnce = atOnce;
    }

    /** Close it when done. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws InterruptedIOException if the mailbox is stopped meanwhile */
    public Turn await(ServerAddress server, BooleanSupplier isStopped) throws InterruptedIOException {
        Semaphore gate =
                gates.computeIfAbsent(new Server(server.host(), server.port()), key -> new Semaphore(atOnce, true));
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

    /** As {@link #await(ServerAddress, BooleanSupplier)}, where an interrupt alone ends the wait. */
    public Turn await(ServerAddress server) throws InterruptedIOException {
        return await(server, () -> false);
    }
}
