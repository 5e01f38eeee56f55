package mailroom;

import static mailroom.MailroomInUse.json;
import static mailroom.MailroomInUse.notificationNumbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call of the REST API on the packaged server: who may make it, what it answers, how it says no. */
class ApiIT {

    @TempDir
    static Path drop;

    private static MailroomInUse inUse;
    private static RunningMailroom mailroom;

    @BeforeAll
    static void start() throws Exception {
        inUse = MailroomInUse.start(drop);
        mailroom = inUse.mailroom();
    }

    @AfterAll
    static void stop() throws IOException {
        if (inUse != null) {
            inUse.close();
        }
    }

    /** The columns are admin, operator, auditor, sender, and a user without a role. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /status                     |                                                       | 200 200 200 403 403
            GET  | /mailboxes                  |                                                       | 200 200 200 403 403
            GET  | /mailboxes/box              |                                                       | 200 200 200 403 403
            GET  | /mailboxes/none             |                                                       | 404 404 404 403 403
            GET  | /mailboxes/box/owed         |                                                       | 200 200 200 403 403
            GET  | /mailboxes/none/owed        |                                                       | 404 404 404 403 403
            POST | /mailboxes/box/sync         |                                                       | 202 202 403 403 403
            POST | /mailboxes/box/compare      |                                                       | 202 202 403 403 403
            POST | /mailboxes/none/compare     |                                                       | 404 404 403 403 403
            POST | /mailboxes/box/pause        |                                                       | 202 202 403 403 403
            POST | /mailboxes/box/resume       |                                                       | 202 202 403 403 403
            POST | /mailboxes/none/sync        |                                                       | 404 404 403 403 403
            POST | /mailboxes/test             | {"name": "x", "server": "ftp://x"}                    | 400 403 403 403 403
            GET  | /mails                      |                                                       | 200 403 200 403 403
            GET  | /mails?subject=MAIL&limit=2 |                                                       | 200 403 200 403 403
            GET  | /mails?limit=501            |                                                       | 400 403 400 403 403
            GET  | /mails?after=yesterday      |                                                       | 400 403 400 403 403
            GET  | /mails/MAIL                 |                                                       | 200 403 200 403 403
            GET  | /mails/MAIL/raw             |                                                       | 200 403 200 403 403
            GET  | /mails/none                 |                                                       | 404 403 404 403 403
            GET  | /jobs?name=archive-mail     |                                                       | 200 200 403 403 403
            GET  | /jobs?status=sleeping       |                                                       | 400 400 403 403 403
            GET  | /jobs/EXECUTION             |                                                       | 200 200 403 403 403
            GET  | /jobs/none                  |                                                       | 404 404 403 403 403
            POST | /jobs                       | {"name": "no-such-job", "parameters": {}}             | 400 400 403 403 403
            POST | /jobs/EXECUTION/stop        |                                                       | 409 409 403 403 403
            POST | /jobs/EXECUTION/restart     |                                                       | 409 409 403 403 403
            GET  | /deliveries?state=done      |                                                       | 200 200 403 403 403
            GET  | /deliveries?state=lost      |                                                       | 400 400 403 403 403
            POST | /deliveries/1/retry         |                                                       | 409 409 403 403 403
            POST | /deliveries/none/retry      |                                                       | 404 404 403 403 403
            GET  | /notifications?state=sent   |                                                       | 200 200 403 200 403
            GET  | /notifications/NOTIFICATION |                                                       | 200 200 403 404 403
            GET  | /notifications/none         |                                                       | 404 404 403 404 403
            POST | /notifications              | {"to": ["x@example.org"], "subject": "s", "text": ""} | 202 403 403 202 403
            POST | /notifications              | {"to": ["x@example.org"], "colour": "blue"}           | 400 403 403 400 403
            GET  | /incidents                  |                                                       | 200 200 403 403 403
            GET  | /audit                      |                                                       | 200 403 403 403 403
            GET  | /nothing                    |                                                       | 404 404 404 404 403
            PUT  | /status                     |                                                       | 405 405 405 405 403
            """)
    void eachCallAnswersEachRole(String method, String path, String body, String codes) throws IOException {
        String address = path.replace("/mails/MAIL", "/mails/" + inUse.mail())
                .replace("EXECUTION", Long.toString(inUse.execution()))
                .replace("NOTIFICATION", inUse.notification());
        List<String> answered = new ArrayList<>();
        for (String role : MailroomInUse.USERS) {
            HttpResponse<String> answer = inUse.call(method, address, role, body == null ? "" : body);
            answered.add(Integer.toString(answer.statusCode()));
            if (answer.statusCode() >= 400) {
                assertIsProblem(answer);
            }
        }
        assertThat(String.join(" ", answered)).isEqualTo(codes);
    }

    /** Each list with each cursor, time, limit and text that no client should send: a 400 that names it, nothing in the log. */
    @Test
    void oddParametersAreRefusedByTheirNames() throws IOException {
        List<String> lists = List.of(
                "/mails", "/jobs", "/deliveries", "/notifications", "/incidents", "/audit", "/mailboxes/box/owed");
        List<String> cursors = List.of("zz!", "-5", "9".repeat(30), "", "a'--", "zzzzzzzzzzzzz", "1 or 1=1");
        String before = mailroom.logged();
        for (String list : lists) {
            String name = list.substring(list.lastIndexOf('/') + 1);
            for (String position : cursors) {
                byte[] clear = (name + ":" + position).getBytes(StandardCharsets.UTF_8);
                assertNames("cursor", list + "?cursor=" + Base64.getUrlEncoder().encodeToString(clear));
            }
            assertNames("cursor", list + "?cursor=" + "A".repeat(3000));
            for (String limit : List.of("0", "-1", "501", "1e3", "", "99999999999999999999")) {
                assertNames("limit", list + "?limit=" + limit);
            }
        }
        for (String time : List.of(
                "999999999-01-01T00:00:00Z",
                "%2B123456789-01-01T00:00:00Z",
                "-0044-03-15T12:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-01-01",
                "")) {
            assertNames("after", "/mails?after=" + time);
            assertNames("before", "/mails?before=" + time);
        }
        for (String text : List.of("", "%00", "x".repeat(1001))) {
            assertNames("subject", "/mails?subject=" + text);
            assertNames("recipient", "/notifications?recipient=" + text);
        }
        assertThat(mailroom.logged().substring(before.length())).doesNotContain("request failed");
    }

    private static void assertNames(String parameter, String path) throws IOException {
        HttpResponse<String> answer = inUse.call("GET", path, "admin", "");
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertIsProblem(answer);
        assertThat(json(answer.body()).getString("parameter")).as(path).isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/notifications", "/jobs"})
    void oddJsonIsRefusedAndNothingElse(String call) throws IOException {
        List<String> odd = List.of(
                "[".repeat(30_000),
                "{\"a\":".repeat(10_000),
                "{\"to\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "{\"to\":\"a@example.org\",\"to\":\"b@example.org\",\"subject\":\"s\",\"text\":\"t\"}",
                "{} {}",
                "",
                "null",
                "{\"name\":{\"x\":1}}",
                "\"\ud800\"");
        String before = mailroom.logged();
        for (String body : odd) {
            HttpResponse<String> answer = inUse.call("POST", call, "admin", body);
            assertThat(answer.statusCode()).as(body).isBetween(400, 422);
            assertIsProblem(answer);
        }
        assertThat(mailroom.logged().substring(before.length())).doesNotContain("request failed");
    }

    private static void assertIsProblem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonObject problem = json(answer.body());
        assertThat(problem.getInt("status")).isEqualTo(answer.statusCode());
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank().doesNotContain("Exception");
    }

    @Test
    void asksForALogin() throws IOException {
        HttpResponse<String> answer = mailroom.answer("/mailroom/api/status", null, null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
        assertIsProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mails", "/jobs", "/deliveries", "/notifications", "/audit"})
    void aListComesInPagesWithoutAGapOrARepetition(String list) throws IOException {
        String limited = list + "?limit=1";
        Set<String> ids = new LinkedHashSet<>();
        JsonObject page = mailroom.get(limited);
        while (true) {
            assertThat(page.getJsonArray("items")).hasSize(1);
            JsonObject item = page.getJsonArray("items").getJsonObject(0);
            assertThat(ids.add(item.get(list.equals("/jobs") ? "executionId" : "id")
                            .toString()))
                    .isTrue();
            if (!page.containsKey("next") || ids.size() == MailroomInUse.MAILS) {
                break;
            }
            page = mailroom.get(limited + "&cursor=" + page.getString("next"));
        }
        assertThat(ids).as("archive-mail and route-mail have run at least").hasSizeGreaterThan(1);
        assertThat(inUse.call("GET", list + "?cursor=bm9uZQ", "admin", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLastPageHasNoCursor() throws IOException {
        JsonObject all = mailroom.get("/mails?mailbox=box");
        assertThat(all.getJsonArray("items")).hasSize(MailroomInUse.MAILS);
        assertThat(all.containsKey("next")).isFalse();
    }

    @Test
    void anAuditorsReadingIsWrittenDown() throws IOException {
        assertThat(inUse.call("GET", "/mails/" + inUse.mail() + "/raw", "auditor", "")
                        .body())
                .contains("hello");
        assertThat(mailroom.get("/audit").getJsonArray("items").getValuesAs(JsonObject.class))
                .anyMatch(entry -> entry.getString("who").equals("auditor")
                        && entry.getString("action").equals("read-mail")
                        && entry.getString("object").equals(inUse.mail()));
    }

    @Test
    void aSenderSeesItsOwnNotificationsAlone() throws IOException {
        String own = json(inUse.call("POST", "/notifications", "sender", notificationNumbered(9))
                        .body())
                .getString("id");
        assertThat(inUse.call("GET", "/notifications/" + own, "sender", "").statusCode())
                .isEqualTo(200);
        assertThat(inUse.call("GET", "/notifications/" + own, "operator", "").statusCode())
                .isEqualTo(200);
        assertThat(inUse.call("GET", "/notifications", "sender", "").body())
                .contains(own)
                .doesNotContain(inUse.notification());
        assertThat(inUse.call("GET", "/notifications", "operator", "").body()).contains(own, inUse.notification());
    }

    @Test
    void triesAMailboxAndNamesWhatIsWrong() throws IOException {
        String settings = """
                {"name": "trial", "server": "imap://127.0.0.1:%d", "user": "%s", "password": "${BOX_PASSWORD}"}
                """;
        int port = inUse.imapPort();
        JsonObject right = mailroom.post("/mailboxes/test", settings.formatted(port, "box"));
        assertThat(right.getBoolean("ok")).isTrue();
        assertThat(right.getJsonArray("folders").toString()).contains("INBOX");
        assertThat(right.getJsonArray("oddities")).isNotNull();
        JsonObject wrong = mailroom.post("/mailboxes/test", settings.formatted(port, "nobody"));
        assertThat(wrong.getBoolean("ok")).isFalse();
        assertThat(wrong.getJsonObject("error").getString("class")).isEqualTo("login-rejected");
    }

    @Test
    void theSameKeyWithOtherContentIsRefused() throws IOException {
        mailroom.post("/notifications", notificationNumbered(7), "Idempotency-Key", "one");
        assertThat(catchThrowable(
                        () -> mailroom.post("/notifications", notificationNumbered(8), "Idempotency-Key", "one")))
                .hasMessageContaining("422");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailroom_mails_received_total{.*mailbox=\"box\".*",
                "mailroom_mailbox_lag_seconds{.*mailbox=\"box\".*",
                "mailroom_mailbox_up{.*mailbox=\"box\".*",
                "mailroom_deliveries_total{.*destination=\"drop\".*outcome=\".*",
                "mailroom_submissions_total{.*outcome=\".*relay=\"default\".*",
                "mailroom_queue_depth{.*queue=\".*",
                "mailroom_archive_bytes{.*"
            })
    void measuresWhatTheContractNames(String metric) throws IOException {
        assertThat(mailroom.answer("/metrics", null, null).body().lines())
                .anyMatch(line -> line.matches(metric.replace("{", "\\{")));
    }
}
