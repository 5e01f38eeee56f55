package mailroom;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook on loopback that answers with the status it is set to and remembers every call. */
final class RecordingWebhook implements AutoCloseable {

    record Call(int answered, Headers headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String key() {
            return headers.getFirst("Idempotency-Key");
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status;

    RecordingWebhook(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", request -> {
            int answer = this.status;
            byte[] body = request.getRequestBody().readAllBytes();
            request.sendResponseHeaders(answer, -1);
            request.close();
            calls.add(new Call(answer, request.getRequestHeaders(), body));
        });
        server.start();
    }

    void answer(int next) {
        status = next;
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/inbound";
    }

    List<Call> answered(int wanted) {
        return calls.stream().filter(call -> call.answered() == wanted).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
