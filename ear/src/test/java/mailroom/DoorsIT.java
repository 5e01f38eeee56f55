package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Every address of the server, Mailroom's and the vendor's own, as a stranger and as an administrator finds it. */
class DoorsIT {

    private static final Duration ANSWERS = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 2000;
    private static final String CONNECTOR = "/IBMJMXConnectorREST";
    private static final String FILES = CONNECTOR
            + "/mbeans/WebSphere%3Afeature%3DrestConnector%2Cname%3DFileService%2Ctype%3DFileService/operations/getDirectoryEntries";

    private static RunningMailroom mailroom;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        mailroom = SharedMailroom.running();
        http = ServerTls.client(mailroom);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/mailroom/",
                "/mailroom/api/status",
                "/mailroom/api/nothing",
                "/mailroom/%00",
                "/metrics",
                "/health/ready",
                "/health/nothing",
                "/openapi",
                "/adminCenter/login.jsp",
                CONNECTOR + "/mbeanCount",
                "/ibm/api/"
            })
    void everyAnswerTellsTheBrowserWhatItMayDo(String path) throws IOException {
        String[] origin = {"Origin", "https://other.example"};
        HttpResponse<String> plain = mailroom.answer(path, null, null);
        assertThat(header(plain, "Strict-Transport-Security")).isEmpty();
        tellsWhatItMayDo(plain);
        for (boolean administrator : List.of(true, false)) {
            HttpResponse<String> answer = get(path, administrator, origin);
            assertThat(header(answer, "Strict-Transport-Security")).startsWith("max-age=");
            tellsWhatItMayDo(answer);
        }
    }

    private static void tellsWhatItMayDo(HttpResponse<String> answer) {
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isIn("DENY", "SAMEORIGIN");
        assertThat(header(answer, "Content-Security-Policy")).contains("default-src", "frame-ancestors");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.startsWith("access-control-"))
                .doesNotContain("$wsep", "server", "x-powered-by");
    }

    @Test
    void itsCookiesAreForThisServerOverTlsAlone() throws IOException {
        for (String path : List.of("/mailroom/", "/mailroom/api/status", "/metrics", CONNECTOR + "/mbeanCount")) {
            assertThat(get(path, true).headers().allValues("Set-Cookie"))
                    .as(path)
                    .allMatch(cookie -> cookie.contains("; Secure"))
                    .allMatch(cookie -> cookie.contains("; HttpOnly"))
                    .allMatch(cookie -> cookie.contains("; SameSite=Strict"));
        }
        assertThat(get("/mailroom/", true).headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("JSESSIONID="));
    }

    @Test
    void tlsHasForwardSecrecy() throws IOException {
        assertThat(ServerTls.suitesTakenBy(mailroom.configuration(), mailroom.tlsAddress()))
                .contains("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                .allMatch(suite -> suite.matches("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*_(GCM|POLY1305)_.*"));
    }

    @Test
    void plainHttpStaysOnThisMachineWhateverHostSays() throws IOException {
        for (NetworkInterface net : NetworkInterface.networkInterfaces().toList()) {
            for (var address : net.inetAddresses().toList()) {
                boolean loopback = address.isLoopbackAddress();
                if (address.getAddress().length == 4) {
                    assertThat(connects(new InetSocketAddress(
                                    address, mailroom.tlsAddress().getPort())))
                            .as("TLS at " + address)
                            .isTrue();
                    assertThat(connects(new InetSocketAddress(
                                    address, mailroom.address().getPort())))
                            .as("plain HTTP at " + address)
                            .isEqualTo(loopback);
                }
            }
        }
    }

    private static boolean connects(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void aStartLogsNoWrongPasswordAndNoLineForEachQuestionAfterItsHealth() {
        assertThat(SharedMailroom.loggedAtStart()).doesNotContain("CWWKS1100A:", "CWMMH0052W:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mailroom"})
    void theRootLeadsToTheConsole(String path) throws IOException {
        HttpResponse<String> answer = get(path, true);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/mailroom/");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /index.html, 404",
        "GET, /img/beam.png, 404",
        "GET, /js/banner.js, 404",
        "GET, /%C0%AF, 404",
        "GET, /mailroom/%C0%AF, 404",
        "GET, /mailroom/%2E%2E/x, 400",
        "GET, /mailroom/WEB-INF/web.xml, 404",
        "GET, /WEB-INF/web.xml, 404",
        "GET, /mailroom/nothing, 404",
        "GET, //other.example/, 404",
        "GET, /mailroom;x=1/, 404",
        "PROPFIND, /nothing, 404",
        "POST, /, 405",
        "BREW, /, 405",
        "DELETE, /mailroom/api/status, 405",
    })
    void whatIsNotThereIsRefusedInMailroomsWords(String method, String path, int status) throws IOException {
        URI address = URI.create(mailroom.tlsAddress() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWERS)
                .header("Authorization", Rest.login("admin", RunningMailroom.PASSWORD))
                .method(method, HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> problem = ask(request.copy().header("Accept", "application/json"));
        assertThat(problem.statusCode()).isEqualTo(status);
        assertThat(header(problem, "Content-Type")).startsWith("application/problem+json");
        assertThat(problem.body()).contains("\"status\":" + status);
        if (!path.contains("/api/")) {
            HttpResponse<String> page = ask(request.copy().header("Accept", "text/html,*/*;q=0.8"));
            assertThat(page.statusCode()).isEqualTo(status);
            assertThat(header(page, "Content-Type")).startsWith("text/html");
            assertThat(page.body()).contains("Mailroom answers " + status).doesNotContain("<script", "Liberty");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/mailroom/%00", "/x%zz", "/%", "/../../etc/passwd"})
    void anAddressThatNobodyCanReadIsRefusedWithoutTheServersName(String path) throws IOException {
        String answer = plainly("GET " + path);
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("liberty", "websphere", "<script");
    }

    /** What a proxy or a web server in front would say of its client. */
    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-Proto: https", "Forwarded: for=10.1.1.1;proto=https", "$WSIS: true", "$WSSC: https"
            })
    void nobodyIsBelievedToHaveComeOverTls(String said) throws IOException {
        String[] header = said.split(": ");
        URI plain = mailroom.address().resolve(CONNECTOR + "/mbeanCount");
        HttpResponse<String> answer = ask(HttpRequest.newBuilder(plain)
                .header("Authorization", Rest.login("admin", RunningMailroom.PASSWORD))
                .header(header[0], header[1])
                .GET());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${server.config.dir}/server.xml",
                "${server.config.dir}/configDropins/overrides/mailroom-first-start.xml",
                "${server.config.dir}/resources/security/key.p12",
                "${server.config.dir}/no-file-service/../server.xml",
                "${server.output.dir}/logs/messages.log",
                "${wlp.install.dir}/lib/versions/openliberty.properties",
                "${MAILROOM_HOME}/mailroom.yaml",
                "/etc/hostname"
            })
    void theConnectorsFileServiceGivesNoFileAndTakesNone(String file) throws IOException {
        String address = CONNECTOR + "/file/" + URLEncoder.encode(file, StandardCharsets.UTF_8);
        assertThat(get(address, true).statusCode()).isIn(400, 403, 404, 500);
        HttpResponse<String> sent =
                ask(request(address + "-new", true).POST(HttpRequest.BodyPublishers.ofString("anything")));
        assertThat(sent.statusCode()).isIn(400, 403, 404, 500);
        assertThat(get(CONNECTOR + "/mbeanCount", true).statusCode())
                .as("the connector itself")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${server.config.dir}", "${server.output.dir}/logs", "${wlp.user.dir}", "${MAILROOM_HOME}", "/"})
    void theConnectorsFileServiceListsNoFolder(String folder) throws IOException {
        String operation = """
                {"params": [{"value": "%s", "type": "java.lang.String"}, {"value": "true", "type": "java.lang.Boolean"},
                            {"value": "a", "type": "java.lang.String"}],
                 "signature": ["java.lang.String", "boolean", "java.lang.String"]}
                """.formatted(folder);
        HttpResponse<String> listed = ask(request(FILES, true)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(operation)));
        assertThat(listed.body()).isEqualTo("{\"value\":null,\"type\":null}");
    }

    /** As no client of HTTP would send it. */
    private static String plainly(String methodAndPath) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", mailroom.address().getPort())) {
            socket.setSoTimeout((int) ANSWERS.toMillis());
            socket.getOutputStream()
                    .write((methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> get(String path, boolean administrator, String... headers) throws IOException {
        HttpRequest.Builder request = request(path, administrator);
        return ask(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpRequest.Builder request(String path, boolean administrator) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(mailroom.tlsAddress().resolve(path)).timeout(ANSWERS);
        return administrator ? request.header("Authorization", Rest.login("admin", RunningMailroom.PASSWORD)) : request;
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws IOException {
        return Rest.text(http, request);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return String.join(" | ", answer.headers().allValues(name));
    }
}
