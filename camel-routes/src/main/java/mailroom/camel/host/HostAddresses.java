package mailroom.camel.host;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mailroom.settings.ServerAddress;

/**
 * The addresses of hosts, in limited time: where no name server answers, the system's resolver takes as long as its
 * settings say, and nothing interrupts it. A host has one lookup at a time, so that those that hang are no more than the
 * hosts.
 */
public final class HostAddresses {

    public static final HostAddresses SYSTEM = new HostAddresses(InetAddress::getAllByName);

    /** A host may have more, but each takes its time to be tried. */
    static final int MOST_TRIED = 4;

    private final Resolver resolver;
    private final Map<String, FutureTask<InetAddress[]>> lookups = new ConcurrentHashMap<>();

    public HostAddresses(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Looks a name up as {@link InetAddress#getAllByName} does. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * For a client that looks the host up itself: the JVM keeps the answer for some seconds. That there is no such host is
     * the client's to say, since it may go through a proxy.
     *
     * @throws LookupTimeout if no name server answers
     */
    public void prepare(String host, Duration atMost) throws IOException {
        try {
            of(host, atMost);
        } catch (UnknownHostException itsToSay) {
            // the client says so where it matters
        }
    }

    /**
     * Has one address at least.
     *
     * @throws LookupTimeout if no name server answers
     * @throws UnknownHostException if there is no such host
     */
    public List<InetAddress> of(String host, Duration atMost) throws IOException {
        FutureTask<InetAddress[]> lookup =
                lookups.compute(host, (name, last) -> last == null || last.isDone() ? begin(name) : last);
        try {
            return List.of(lookup.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new LookupTimeout(host, atMost);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException unknown ? unknown : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the address of " + host + " was asked for");
        }
    }

    /**
     * Connects to the first address that takes connections. The name server decides where clear text goes, so each address
     * is looked at.
     *
     * @param atMost for the look-up, and for each of at most {@value #MOST_TRIED} addresses
     * @throws ClearTextRefused if the server has no TLS and is not on loopback
     */
    public Socket connect(ServerAddress server, Duration atMost) throws IOException {
        IOException last = new UnknownHostException(server.host());
        List<InetAddress> addresses = of(server.host(), atMost);
        for (InetAddress address : addresses.subList(0, Math.min(MOST_TRIED, addresses.size()))) {
            if (server.tls() == ServerAddress.Tls.NONE && !address.isLoopbackAddress()) {
                throw new ClearTextRefused(server);
            }
            try {
                return connect(new InetSocketAddress(address, server.port()), atMost);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static Socket connect(InetSocketAddress address, Duration atMost) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, (int) atMost.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private FutureTask<InetAddress[]> begin(String host) {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.addresses(host));
        Thread thread = new Thread(lookup, "address-of-" + host);
        thread.setDaemon(true);
        thread.start();
        return lookup;
    }
}
