package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send and somebody does: none of it is a fault of the server, or tells what the server is made of. */
class OddRequestsIT {

    private static final Duration ANSWERS = Duration.ofSeconds(30);
    private static final int SOON_MILLIS = 60_000;

    private static RunningMailroom mailroom;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        mailroom = SharedMailroom.running();
        http = ServerTls.client(mailroom);
    }

    /** Health, metrics and the vendor's own consoles have no error page of ours, and would show what broke where. */
    @ParameterizedTest
    @CsvSource({
        "GET, /health/nothing",
        "GET, /health/x.jsp",
        "GET, /health/%2f",
        "GET, /health/ready/%2e%2e/x",
        "POST, /health/nothing",
        "TRACE, /health",
        "GET, /metrics/%2f",
        "GET, /metrics/%5c",
        "TRACE, /metrics",
        "GET, /openapi/%2f",
        "TRACE, /openapi",
        "GET, /adminCenter/%2f",
        "GET, /IBMJMXConnectorREST/%2f",
        "GET, /ibm/api/nothing",
    })
    void noneOfTheServersOwnApplicationsTellsWhatBroke(String method, String path) throws IOException {
        assertThat(plainly(method + " " + path))
                .containsPattern("^HTTP/1.1 (40[0-9]|302) ")
                .doesNotContain("Exception", "SRVE", "com.ibm", "Default implementation");
    }

    /** Browsers speak HTTP/2 over TLS. */
    @ParameterizedTest
    @EnumSource
    void onlyAPageOfThisServerMayChangeAnything(HttpClient.Version version) throws IOException {
        HttpRequest.Builder own = posted("a=b").version(version);
        assertThat(ask(own).statusCode()).isEqualTo(200);
        assertThat(ask(own.setHeader("Origin", "https://other.example")).statusCode())
                .isEqualTo(403);
    }

    /** It may be from before a restart, or made up. */
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "-1:-1", "%00", ""})
    void aPageWhoseStateIsUnknownIsOpenedAnew(String state) throws IOException {
        HttpResponse<String> asked = ask(request("/mailroom/index.xhtml?jakarta.faces.ViewState=x" + state));
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.headers().firstValue("Location").orElse("")).endsWith("/mailroom/");
        String form = "jakarta.faces.ViewState=x" + state;
        HttpResponse<String> sent = ask(posted(form));
        assertThat(sent.statusCode()).isEqualTo(302);
        HttpResponse<String> inParts =
                ask(posted(form + "&jakarta.faces.partial.ajax=true").header("Faces-Request", "partial/ajax"));
        assertThat(inParts.statusCode()).isEqualTo(200);
        assertThat(inParts.body()).contains("<redirect url=\"/mailroom/\"").doesNotContain("Exception");
    }

    private static HttpRequest.Builder posted(String form) {
        return request("/mailroom/index.xhtml")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", mailroom.tlsAddress().toString())
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    /** As no client's library writes them, but somebody's script. */
    @Test
    void requestsThatCannotBeReadAreRefusedAndNothingElse() throws IOException {
        String before = mailroom.logged();
        for (String text : List.of("{}", "\"", "a|b", "%", "%uD800", "^")) {
            assertThat(sent("GET", "/mails?subject=" + text, ""))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"subject\"");
        }
        assertThat(sent("GET", "/mailboxes/{}", "")).startsWith("HTTP/1.1 400").contains("\"path\"");
        for (String accept : List.of("a/b;q=x", "application/json;q=high", "*/*;q=1.0.0")) {
            assertThat(sent("GET", "/status", "Accept: " + accept + "\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"Accept\"");
        }
        assertThat(sent("GET", "/status?x=1", "X: y\r\n", "", "a b"))
                .startsWith("HTTP/1.1 400")
                .contains("\"Host\"");
        for (String call : List.of("/notifications", "/jobs", "/mailboxes/test")) {
            assertThat(sent(
                            "POST",
                            call,
                            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                            "zz\r\n",
                            "localhost"))
                    .startsWith("HTTP/1.1 400");
            sent("POST", call, "Content-Type: application/json\r\nContent-Length: 100\r\n", "{", "localhost");
        }
        assertThat(mailroom.logged().substring(before.length())).doesNotContain("request failed");
    }

    private static String sent(String method, String path, String headers) throws IOException {
        return sent(method, path, headers, "", "localhost");
    }

    /** Sends what no client's library would, and then nothing more. */
    private static String sent(String method, String path, String headers, String body, String host)
            throws IOException {
        URI address = mailroom.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(SOON_MILLIS);
            String request = method + " /mailroom/api" + path + " HTTP/1.1\r\nHost: " + host
                    + "\r\nConnection: close\r\n" + "Authorization: " + Rest.login("admin", mailroom.password())
                    + "\r\n" + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String plainly(String methodAndPath) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", mailroom.address().getPort())) {
            socket.setSoTimeout((int) ANSWERS.toMillis());
            socket.getOutputStream()
                    .write((methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(mailroom.tlsAddress().resolve(path))
                .timeout(ANSWERS)
                .header("Authorization", Rest.login("admin", RunningMailroom.PASSWORD));
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException {
        return Rest.text(http, request);
    }
}
