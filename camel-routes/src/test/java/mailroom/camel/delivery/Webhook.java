package mailroom.camel.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

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
        this(plain(), answer);
    }

    private Webhook(HttpServer server, Answer answer) {
        this.server = server;
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

    private static HttpServer plain() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TLS, and answers with 200. */
    static Webhook showing(SSLContext certificate) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return new Webhook(server, (request, number) -> request.sendResponseHeaders(200, -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Webhook answering(int... statuses) {
        return new Webhook(
                (request, number) -> request.sendResponseHeaders(statuses[Math.min(number, statuses.length) - 1], -1));
    }

    String uri(String path) {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
