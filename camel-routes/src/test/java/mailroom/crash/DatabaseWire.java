package mailroom.crash;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lies before PostgreSQL and counts what a process sends to it, on whichever connection. The n-th time is the last: it is
 * not passed on, and no later one either.
 */
final class DatabaseWire implements Closeable {

    private static final int LONGEST_READ = 1 << 16;

    private final ServerSocket door;
    private final int database;
    private final AtomicInteger left = new AtomicInteger();
    private volatile Runnable atTheLast = () -> {};

    DatabaseWire(int database) {
        this.database = database;
        try {
            door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin("database wire", this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Counts from here on; at the n-th time the process must be ended before it notices. */
    void cutAt(int n, Runnable end) {
        atTheLast = end;
        left.set(n);
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket process = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), database);
            process.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            begin("to the database", () -> pass(process, server, true));
            begin("from the database", () -> pass(server, process, false));
        }
    }

    private void pass(Socket from, Socket to, boolean counts) throws IOException {
        byte[] bytes = new byte[LONGEST_READ];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                int before = counts ? left.getAndDecrement() : Integer.MAX_VALUE;
                if (before <= 1) {
                    atTheLast.run();
                    return;
                }
                to.getOutputStream().write(bytes, 0, length);
            }
        }
    }

    /** What a thread of its own does until a side hangs up. */
    @FunctionalInterface
    private interface Passing {
        void pass() throws IOException;
    }

    private static void begin(String name, Passing passing) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passing.pass();
                    } catch (IOException hungUp) {
                        // the process was killed, or the wire is closed
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
