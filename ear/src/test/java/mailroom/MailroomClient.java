package mailroom;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** What the tests ask a server over HTTP: its REST API, its health and whatever else is below its root. */
abstract class MailroomClient {

    private static final Duration CONNECTS = Duration.ofSeconds(5);
    private static final Duration ANSWERS = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTS).build();

    abstract URI address();

    abstract URI tlsAddress();

    /** The administrator's. */
    abstract String password() throws IOException;

    /** The folder of the server's configuration. */
    abstract Path configuration();

    final int code(String path) throws IOException {
        return answer(path, "admin", password()).statusCode();
    }

    /** What a path below the server's root answers to somebody; a null name is nobody. */
    public final HttpResponse<String> answer(String path, String user, String password) throws IOException {
        return answer(http, address().resolve(path), user, password);
    }

    /** Any call; the body, where it is not empty, is JSON. */
    public final HttpResponse<String> call(String method, String path, String user, String password, String body)
            throws IOException {
        return Rest.text(
                http,
                HttpRequest.newBuilder(address().resolve(path))
                        .timeout(ANSWERS)
                        .header("Authorization", Rest.login(user, password))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The same over a connection that nobody has used before. */
    final HttpResponse<String> answerAnew(String path, String user, String password) throws IOException {
        return answer(
                HttpClient.newBuilder().connectTimeout(CONNECTS).build(),
                address().resolve(path),
                user,
                password);
    }

    /** Over TLS, by a client that believes the certificate that the server made for itself and no other. */
    public final HttpResponse<String> tlsAnswer(String path, String user, String password) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECTS)
                .sslContext(ServerTls.trusting(configuration()))
                .build();
        return answer(client, tlsAddress().resolve(path), user, password);
    }

    private static HttpResponse<String> answer(HttpClient client, URI address, String user, String password)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWERS);
        return Rest.text(client, user == null ? request : request.header("Authorization", Rest.login(user, password)));
    }

    public final JsonObject get(String path) throws IOException {
        return Rest.object(Rest.text(http, request("/mailroom/api" + path).GET()));
    }

    public final HttpResponse<byte[]> getRaw(String path) throws IOException {
        return Rest.send(http, request(path).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public final JsonObject post(String path, String json, String... headers) throws IOException {
        return postTo("/mailroom/api" + path, json, headers);
    }

    /** To a path below the server's root. */
    final JsonObject postTo(String path, String json, String... headers) throws IOException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Rest.object(Rest.text(http, request));
    }

    /** What {@code GET /status} counts, for example {@code count("deliveries", "done")}. */
    public final long count(String... path) {
        try {
            JsonObject object = get("/status");
            for (int i = 0; i < path.length - 1; i++) {
                object = object.getJsonObject(path[i]);
            }
            return object.getJsonNumber(path[path.length - 1]).longValue();
        } catch (IOException e) {
            return -1;
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(address().resolve(path))
                .timeout(ANSWERS)
                .header("Authorization", Rest.login("admin", password()));
    }
}
