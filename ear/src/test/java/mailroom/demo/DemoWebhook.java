package mailroom.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** The help desk that mail is piped to: says 200 and counts. */
final class DemoWebhook implements AutoCloseable {

    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final AtomicLong received = new AtomicLong();

    private DemoWebhook(HttpServer server) {
        this.server = server;
    }

    static DemoWebhook start() {
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
            DemoWebhook webhook = new DemoWebhook(server);
            server.createContext("/inbound", webhook::take);
            server.start();
            return webhook;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        received.incrementAndGet();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    long received() {
        return received.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
