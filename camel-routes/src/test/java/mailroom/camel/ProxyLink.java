package mailroom.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import mailroom.camel.TcpFaultProxy.Direction;

/** One connection through the proxy: a reader and a writer for each direction, with a delay line between them. */
final class ProxyLink {

    private static final int BLOCK_BYTES = 16 * 1024;
    private static final int BLOCKS_MAX = 256;

    private final Socket client;
    private final Socket server;
    private final TcpFaultProxy proxy;

    ProxyLink(Socket client, Socket server, TcpFaultProxy proxy) throws IOException {
        this.client = client;
        this.server = server;
        this.proxy = proxy;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        flow(client, server, Direction.TO_SERVER);
        flow(server, client, Direction.TO_CLIENT);
    }

    private void flow(Socket from, Socket to, Direction direction) {
        BlockingQueue<Block> line = new ArrayBlockingQueue<>(BLOCKS_MAX);
        run(() -> read(from, direction, line), direction + "-in");
        run(() -> write(to, direction, line), direction + "-out");
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void run(Work work, String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException gone) {
                        end(false);
                    }
                },
                "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private record Block(byte[] bytes, long dueNanos) {

        static final Block END = new Block(new byte[0], 0);
    }

    private void read(Socket from, Direction direction, BlockingQueue<Block> line)
            throws IOException, InterruptedException {
        ProxyFaults faults = proxy.faults(direction);
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[BLOCK_BYTES];
        while (true) {
            faults.awaitFlow();
            int count = in.read(buffer);
            if (count < 0) {
                line.put(Block.END);
                return;
            }
            faults.awaitFlow();
            proxy.passed(direction, count);
            line.put(new Block(
                    Arrays.copyOf(buffer, count),
                    System.nanoTime() + faults.delay().toNanos()));
        }
    }

    private void write(Socket to, Direction direction, BlockingQueue<Block> line)
            throws IOException, InterruptedException {
        ProxyFaults faults = proxy.faults(direction);
        OutputStream out = to.getOutputStream();
        for (Block block = line.take(); block != Block.END; block = line.take()) {
            long wait = block.dueNanos() - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            ProxyFaults.Verdict verdict = faults.judge(block.bytes());
            pass(verdict.pass(), out, faults);
            if (verdict.ends()) {
                end(verdict.byReset());
                return;
            }
        }
        to.shutdownOutput();
    }

    private static void pass(byte[] bytes, OutputStream out, ProxyFaults faults) throws IOException {
        if (faults.drip().isZero()) {
            out.write(bytes);
            return;
        }
        for (byte b : bytes) {
            out.write(b);
            LockSupport.parkNanos(faults.drip().toNanos());
        }
    }

    boolean isOpen() {
        return !client.isClosed();
    }

    void end(boolean byReset) {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                if (byReset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException gone) {
                // ended is all that was wanted
            }
        }
    }
}
