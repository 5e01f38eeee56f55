package mailroom.camel.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook on loopback that answers as it is told and remembers what it was asked. */
final class Webhook implements AutoCloseable {

    interface Answer {
        void to(HttpExchange request, int number) throws IOException, InterruptedException;
    }

    record Call(String method, String path, Headers headers, byte[] body) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Webhook(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", request -> {
            byte[] body = request.getRequestBody().readAllBytes();
            calls.add(new Call(
                    request.getRequestMethod(), request.getRequestURI().toString(), request.getRequestHeaders(), body));
            try {
                answer.to(request, calls.size());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            request.close();
        });
        server.start();
    }

    static Webhook answering(int... statuses) {
        return new Webhook(
                (request, number) -> request.sendResponseHeaders(statuses[Math.min(number, statuses.length) - 1], -1));
    }

    String uri(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
