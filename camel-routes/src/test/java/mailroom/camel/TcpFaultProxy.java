package mailroom.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and a server on loopback, counts what passes and does to it what broken networks do. A fault
 * counts from the call that asks for it, over all connections, and works on connections that are open already.
 */
public final class TcpFaultProxy implements AutoCloseable {

    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private static final int CONNECT_MILLIS_MAX = 5000;

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final Map<Direction, ProxyFaults> faults = new EnumMap<>(Direction.class);
    private final List<ProxyLink> links = new CopyOnWriteArrayList<>();
    private final AtomicLong turns = new AtomicLong();
    private final AtomicReference<Direction> lastDirection = new AtomicReference<>();
    private volatile boolean refuses;

    public TcpFaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        for (Direction direction : Direction.values()) {
            faults.put(direction, new ProxyFaults());
        }
        Thread acceptor = new Thread(this::accept, "fault-proxy");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                link(listener.accept());
            } catch (IOException closedOrServerGone) {
                // a client whose server is gone has been closed; the next one is asked for
            }
        }
    }

    private void link(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            if (refuses) {
                throw new IOException("refused as asked for");
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort), CONNECT_MILLIS_MAX);
            ProxyLink link = new ProxyLink(client, server, this);
            links.add(link);
            link.start();
        } catch (IOException e) {
            client.close();
            server.close();
            throw e;
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    ProxyFaults faults(Direction direction) {
        return faults.get(direction);
    }

    void passed(Direction direction, int bytes) {
        faults.get(direction).count(bytes);
        if (lastDirection.getAndSet(direction) != direction) {
            turns.incrementAndGet();
        }
    }

    /** Bytes that the proxy took from the sender, also those that it swallowed, since {@link #forgetCounts}. */
    public long bytes(Direction direction) {
        return faults.get(direction).counted();
    }

    /** How often the direction changed: two turns are a round trip. Meant for one connection at a time. */
    public long turns() {
        return turns.get();
    }

    public void forgetCounts() {
        faults.values().forEach(ProxyFaults::forgetCount);
        turns.set(0);
        lastDirection.set(null);
    }

    /** All that were ever accepted. */
    public int connections() {
        return links.size();
    }

    public long openConnections() {
        return links.stream().filter(ProxyLink::isOpen).count();
    }

    /** Closes new connections at once; those that are open go on. */
    public void refuse(boolean on) {
        refuses = on;
    }

    /** Ends the connection orderly when so many more bytes have passed, then lets the next one pass. */
    public void cutAfter(Direction direction, long bytes) {
        faults.get(direction).endAfter(bytes, false);
    }

    /** As {@link #cutAfter}, by RST. */
    public void resetAfter(Direction direction, long bytes) {
        faults.get(direction).endAfter(bytes, true);
    }

    /** RST to both sides of every open connection. */
    public void resetAll() {
        links.forEach(link -> link.end(true));
    }

    public void cutAll() {
        links.forEach(link -> link.end(false));
    }

    /** Black hole: what comes is read and never passed on; the connection stays open. */
    public void swallow(Direction direction, boolean on) {
        faults.get(direction).swallow(on);
    }

    /** Black hole that begins when so many more bytes have passed. */
    public void swallowAfter(Direction direction, long bytes) {
        faults.get(direction).swallowAfter(bytes);
    }

    /** Nothing is read any more, so that the sender's buffers fill up; false goes on. */
    public void stall(Direction direction, boolean on) {
        faults.get(direction).stall(on);
    }

    /** Stalls once so many more bytes have passed, and what was read with them. */
    public void stallAfter(Direction direction, long bytes) {
        faults.get(direction).stallAfter(bytes);
    }

    /** One byte, a pause, one byte. */
    public void drip(Direction direction, Duration pause) {
        faults.get(direction).drip(pause);
    }

    /** Inverts the byte that comes after so many others, once. */
    public void corruptAfter(Direction direction, long bytes) {
        faults.get(direction).corruptAfter(bytes);
    }

    /** Every byte arrives so much later, in each direction; a round trip takes twice of it. */
    public void delay(Duration eachWay) {
        faults.values().forEach(fault -> fault.delay(eachWay));
    }

    /** No fault any more. */
    public void heal() {
        refuses = false;
        faults.values().forEach(ProxyFaults::heal);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        heal();
        cutAll();
    }
}
