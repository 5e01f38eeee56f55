package mailroom;

import static mailroom.MailroomInUse.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mailroom.client.ApiClient;
import mailroom.client.ApiException;
import mailroom.client.AuditApi;
import mailroom.client.DeliveriesApi;
import mailroom.client.IncidentsApi;
import mailroom.client.JobsApi;
import mailroom.client.MailboxesApi;
import mailroom.client.MailsApi;
import mailroom.client.NotificationsApi;
import mailroom.client.StatusApi;
import mailroom.client.model.Attachment;
import mailroom.client.model.Notification;
import mailroom.client.model.NotificationFate;
import mailroom.client.model.Problem;
import mailroom.client.model.Recipient;
import mailroom.client.model.RecipientState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /openapi} describes is what the server does: told by a client that was generated from it. */
class DescribedApiIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static GreylistingRelay relay;
    private static RunningMailroom mailroom;

    @BeforeAll
    static void start() throws IOException {
        mailroom = SharedMailroom.running();
        relay = SharedMailroom.relay();
    }

    @Test
    void describesItself() throws IOException {
        JsonObject paths =
                json(mailroom.answer("/openapi?format=JSON", null, null).body()).getJsonObject("paths");
        assertThat(paths.keySet())
                .contains(
                        "/api/status",
                        "/api/mailboxes",
                        "/api/mailboxes/{name}",
                        "/api/mailboxes/{name}/owed",
                        "/api/mailboxes/{name}/sync",
                        "/api/mailboxes/{name}/compare",
                        "/api/mailboxes/{name}/pause",
                        "/api/mailboxes/{name}/resume",
                        "/api/mailboxes/test",
                        "/api/mails",
                        "/api/mails/{id}",
                        "/api/mails/{id}/raw",
                        "/api/jobs",
                        "/api/jobs/{executionId}",
                        "/api/jobs/{executionId}/stop",
                        "/api/jobs/{executionId}/restart",
                        "/api/deliveries",
                        "/api/deliveries/{id}/retry",
                        "/api/notifications",
                        "/api/notifications/{id}");
    }

    @Test
    void aGeneratedClientSendsANotificationAndReadsItsFate() throws Exception {
        NotificationsApi notifications = new NotificationsApi(client());
        Notification mail = new Notification()
                .to(List.of("Anna <anna@example.com>"))
                .subject("Your order")
                .text("It has left our house.")
                .headers(Map.of("X-Order", "4711"))
                .addAttachmentsItem(new Attachment()
                        .name("order.txt")
                        .contentType("text/plain")
                        .content("one chair".getBytes(StandardCharsets.UTF_8)));
        UUID id = notifications.sendNotification(mail, "order-4711").getId();
        assertThat(notifications.sendNotification(mail, "order-4711").getId()).isEqualTo(id);

        Awaitility.await("the relay has taken it")
                .atMost(SOON)
                .until(() -> notifications.getNotification(id).getState() == RecipientState.SENT);
        NotificationFate fate = notifications.getNotification(id);
        Recipient recipient = fate.getRecipients().get(0);
        assertThat(recipient.getAddress()).isEqualTo("anna@example.com");
        assertThat(recipient.getState()).isEqualTo(RecipientState.SENT);
        assertThat(recipient.getCode()).isEqualTo(250);
        assertThat(recipient.getAttempts()).isEqualTo(2);
        assertThat(fate.getExpiresAt()).isAfter(fate.getCreated());
        assertThat(notifications
                        .listNotifications(RecipientState.SENT, "anna@example.com", null, 10)
                        .getItems())
                .extracting(NotificationFate::getId)
                .containsExactly(id);
        assertThat(relay.taken()).hasSize(1);
    }

    @Test
    void aGeneratedClientReadsEveryList() throws Exception {
        ApiClient client = client();
        assertThat(new StatusApi(client).getStatus().getMails()).isNotNegative();
        assertThat(new MailboxesApi(client).listMailboxes().getItems()).isEmpty();
        assertThat(new MailsApi(client)
                        .listMails(null, null, null, null, null, null, null, null, 10)
                        .getItems())
                .isEmpty();
        assertThat(new DeliveriesApi(client).listDeliveries(null, null, 10).getItems())
                .isEmpty();
        assertThat(new IncidentsApi(client).listIncidents(null, 10).getItems()).isNotNull();
        assertThat(new JobsApi(client).listJobs(null, null, null, 10).getItems())
                .isNotNull();
        assertThat(new AuditApi(client).listAuditEntries(null, 10).getItems()).isNotEmpty();
    }

    @Test
    void aGeneratedClientLearnsWhatIsWrong() throws Exception {
        ApiException wrong = catchThrowableOfType(ApiException.class, () -> new NotificationsApi(client())
                .sendNotification(new Notification().to(List.of("nobody")).text("x"), null));
        assertThat(wrong.getCode()).isEqualTo(400);
        Problem problem = ApiClient.createDefaultObjectMapper().readValue(wrong.getResponseBody(), Problem.class);
        assertThat(problem.getParameter()).isEqualTo("to[0]");
        assertThat(problem.getAllowed()).contains("local-part@domain");
        ApiException unknown = catchThrowableOfType(
                ApiException.class, () -> new NotificationsApi(client()).getNotification(UUID.randomUUID()));
        assertThat(unknown.getCode()).isEqualTo(404);
    }

    @Test
    void theDescriptionComesInTheFormThatIsAskedFor() throws Exception {
        assertThat(described("", "*/*", "application/yaml")).startsWith("#").contains("openapi: 3.0.3");
        assertThat(described("", "application/json", "application/json")).startsWith("{\"openapi\":\"3.0.3\"");
        assertThat(described("?format=JSON", "*/*", "application/json")).startsWith("{\"openapi\":\"3.0.3\"");
        HttpResponse<String> beside = answer("/openapi/ui/", "*/*");
        assertThat(beside.statusCode()).isEqualTo(404);
        assertThat(beside.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "OPTIONS"})
    void theDescriptionCanBeReadOnly(String method) throws Exception {
        HttpResponse<String> answer = Rest.text(
                HTTP,
                HttpRequest.newBuilder(mailroom.address().resolve("/openapi"))
                        .timeout(SOON)
                        .method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static String described(String query, String accept, String type) throws Exception {
        HttpResponse<String> answer = answer("/openapi" + query, accept);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
        return answer.body();
    }

    /** Another origin's page asks, so that whatever opens the answer to it would show. */
    private static HttpResponse<String> answer(String path, String accept) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(mailroom.address().resolve(path))
                .timeout(SOON)
                .header("Origin", "https://elsewhere.example")
                .header("Accept", accept);
        return Rest.text(HTTP, request);
    }

    private static ApiClient client() {
        URI address = mailroom.address();
        return new ApiClient()
                .setScheme(address.getScheme())
                .setHost(address.getHost())
                .setPort(address.getPort())
                .setReadTimeout(SOON)
                .setRequestInterceptor(
                        request -> request.header("Authorization", Rest.login("admin", RunningMailroom.PASSWORD)));
    }
}
