package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wrong passwords at every address of the server, and who may read the metrics; the clients stand behind a trusted proxy. */
class LoginsIT {

    private static final Duration ANSWERS = Duration.ofSeconds(30);
    private static final int GUESSES = 300;
    private static final int GUESSES_AT_THE_FORM = 40;
    private static final String CONNECTOR = "/IBMJMXConnectorREST/mbeanCount";
    private static final String FORM = "/adminCenter/j_security_check";
    private static final String TOKEN = "the-token-of-a-scraper";
    private static final String CONSOLES_AND_USERS = """
            <server description="An administrator's additions">
              <include location="admin-center.xml"/>
              <basicRegistry id="basic" realm="Mailroom">
                <user name="otto" password="an-operator-of-tests"/>
                <user name="shop" password="a-sender-of-tests"/>
                <group name="mailroom-operators"><member name="otto"/></group>
                <group name="mailroom-senders"><member name="shop"/></group>
              </basicRegistry>
            </server>
            """;

    private static RunningMailroom mailroom;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        mailroom = RunningMailroom.unpacked("logins")
                .with("MAILROOM_PROXIES", "127\\.0\\.0\\.1")
                .with("MAILROOM_METRICS_TOKEN", TOKEN)
                .local(CONSOLES_AND_USERS)
                .start();
        http = ServerTls.client(mailroom);
    }

    @AfterAll
    static void stop() throws IOException {
        if (mailroom != null) {
            mailroom.close();
        }
    }

    @Test
    void guessingAtTheConnectorIsSlowedDownForTheClientThatGuesses() throws IOException {
        List<Integer> answers = guesses("198.51.100.1", CONNECTOR, guess -> Rest.login("admin", "wrong-" + guess));
        assertThat(answers).containsOnly(401, 429);
        assertThat(Collections.frequency(answers, 401)).isBetween(10, 12);
        HttpResponse<String> refused = get("198.51.100.1", CONNECTOR, Rest.login("admin", RunningMailroom.PASSWORD));
        assertThat(refused.statusCode()).as("a right password waits too").isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 10L);
        assertThat(get("198.51.100.1", "/mailroom/api/status", Rest.login("admin", RunningMailroom.PASSWORD))
                        .statusCode())
                .as("at another address of the server")
                .isEqualTo(429);
        assertThat(get("198.51.100.2", CONNECTOR, Rest.login("admin", RunningMailroom.PASSWORD))
                        .statusCode())
                .as("another client behind the same proxy")
                .isEqualTo(200);
    }

    @Test
    void onePasswordForManyUsersIsSlowedDown() throws IOException {
        List<Integer> answers =
                guesses("198.51.100.3", "/mailroom/api/status", guess -> Rest.login("user" + guess, "spring-2026"));
        assertThat(answers).containsOnly(401, 429);
        assertThat(Collections.frequency(answers, 401)).isBetween(15, 24);
    }

    @Test
    void whoHasASessionPassesMeanwhile() throws IOException {
        String client = "198.51.100.4";
        String session = session(get(client, CONNECTOR, Rest.login("admin", RunningMailroom.PASSWORD)))
                .orElseThrow();
        assertThat(guesses(client, CONNECTOR, guess -> Rest.login("admin", "wrong-" + guess)))
                .contains(429);
        HttpRequest.Builder request = from(client, CONNECTOR).header("Cookie", session);
        assertThat(Rest.text(http, request).statusCode()).isEqualTo(200);
    }

    @Test
    void guessingAtTheFormOfAdminCenterIsSlowedDown() throws IOException {
        for (int guess = 0; guess < GUESSES_AT_THE_FORM; guess++) {
            assertThat(logsIn("198.51.100.5", "wrong-" + guess)).isFalse();
        }
        assertThat(logsIn("198.51.100.5", RunningMailroom.PASSWORD))
                .as("a right password waits too")
                .isFalse();
        assertThat(logsIn("198.51.100.6", RunningMailroom.PASSWORD)).isTrue();
        assertThat(mailroom.answer("/metrics", null, null).body().lines())
                .anyMatch(line -> line.matches("mailroom_logins_refused\\{.*} [1-9].*"))
                .anyMatch(line -> line.matches("mailroom_logins_failed\\{.*} [1-9].*"));
    }

    @Test
    void theMetricsAreForThoseWhoMaySeeMailboxes() throws IOException {
        String far = "198.51.100.7";
        assertThat(mailroom.answer("/metrics", null, null).statusCode())
                .as("a program of this machine")
                .isEqualTo(200);
        assertThat(Rest.text(http, from(far, "/metrics")).statusCode()).isEqualTo(401);
        assertThat(Rest.text(http, from(far, "/metrics?name=mailroom_mailbox_up"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(far, "/metrics", Rest.login("otto", "an-operator-of-tests"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(far, "/metrics", Rest.login("admin", RunningMailroom.PASSWORD))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> sender = get(far, "/metrics", Rest.login("shop", "a-sender-of-tests"));
        assertThat(sender.statusCode()).isEqualTo(403);
        assertThat(sender.body()).contains("\"status\":403").doesNotContain("mailroom_mailbox");
        HttpResponse<String> scraper = get(far, "/metrics", "Bearer " + TOKEN);
        assertThat(scraper.statusCode()).isEqualTo(200);
        for (String cookie : scraper.headers().allValues("Set-Cookie")) {
            for (String path : List.of("/metrics", "/mailroom/api/status", CONNECTOR)) {
                assertThat(Rest.text(http, from(far, path).header("Cookie", cookie.split(";")[0]))
                                .statusCode())
                        .as("a session of the token opens nothing, not even the metrics: " + path)
                        .isIn(401, 403);
            }
        }
        assertThat(get(far, "/metrics", "Bearer " + TOKEN + "x").statusCode()).isEqualTo(401);
        assertThat(get(far, "/mailroom/api/status", "Bearer " + TOKEN).statusCode())
                .as("the token is for nothing else")
                .isEqualTo(401);
    }

    @Test
    void guessingTheTokenIsSlowedDown() throws IOException {
        List<Integer> answers = guesses("198.51.100.8", "/metrics", guess -> "Bearer " + TOKEN + guess);
        assertThat(answers).containsOnly(401, 429);
        assertThat(Collections.frequency(answers, 401)).isBetween(10, 12);
        assertThat(get("198.51.100.8", "/metrics", "Bearer " + TOKEN).statusCode())
                .as("the right one waits too")
                .isEqualTo(429);
    }

    @Test
    void aPasswordThatWasRightAMomentAgoGivesTheSameRightsAndNoOtherPasswordDoes() throws IOException {
        String from = "198.51.100.9";
        String otto = Rest.login("otto", "an-operator-of-tests");
        String shop = Rest.login("shop", "a-sender-of-tests");
        for (int i = 0; i < 3; i++) {
            assertThat(get(from, "/mailroom/api/status", otto).statusCode()).isEqualTo(200);
            assertThat(get(from, "/mailroom/api/status", shop).statusCode()).isEqualTo(403);
            assertThat(get(from, "/mailroom/api/notifications", shop).statusCode())
                    .isEqualTo(200);
            assertThat(get(from, CONNECTOR, otto).statusCode()).isEqualTo(403);
            assertThat(get(from, "/metrics", shop).statusCode()).isEqualTo(403);
            assertThat(get(from, "/mailroom/api/status", Rest.login("otto", "a-sender-of-tests"))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(guesses(from, CONNECTOR, guess -> Rest.login("otto", "wrong-" + guess)))
                .contains(429);
        assertThat(get(from, "/mailroom/api/status", otto).statusCode())
                .as("the right one waits where too many were wrong")
                .isEqualTo(429);
    }

    @Test
    void manyRightLoginsAtOnceAreNoGuesses() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int login = 0; login < 50; login++) {
            answers.add(http.sendAsync(
                            from("198.51.100.9", "/mailroom/api/status")
                                    .header("Authorization", Rest.login("admin", RunningMailroom.PASSWORD))
                                    .timeout(Duration.ofMinutes(2))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode));
        }
        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(200);
    }

    private static List<Integer> guesses(String client, String path, IntFunction<String> login) throws IOException {
        List<Integer> answers = new ArrayList<>();
        for (int guess = 0; guess < GUESSES; guess++) {
            answers.add(get(client, path, login.apply(guess)).statusCode());
        }
        return answers;
    }

    /** As the page of the form does it, with the token that the page is given in a cookie. */
    private static boolean logsIn(String client, String password) throws IOException {
        String token = cookies(Rest.text(http, from(client, "/adminCenter/login.jsp"))).stream()
                .filter(cookie -> cookie.startsWith("csrfToken="))
                .map(cookie -> cookie.substring("csrfToken=".length()))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> answer = Rest.text(
                http,
                from(client, FORM)
                        .header("Cookie", "csrfToken=" + token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "j_username=admin&j_password=" + password + "&X-CSRF-Token=" + token)));
        return session(answer).isPresent();
    }

    private static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";")[0])
                .toList();
    }

    private static Optional<String> session(HttpResponse<String> answer) {
        return cookies(answer).stream()
                .filter(cookie -> cookie.matches("(LtpaToken2|MailroomLogin)=.{60,}"))
                .findFirst();
    }

    private static HttpResponse<String> get(String client, String path, String authorization) throws IOException {
        return Rest.text(http, from(client, path).header("Authorization", authorization));
    }

    private static HttpRequest.Builder from(String client, String path) {
        return HttpRequest.newBuilder(mailroom.tlsAddress().resolve(path))
                .timeout(ANSWERS)
                .header("X-Forwarded-For", client)
                .header("X-Forwarded-Proto", "https");
    }
}
