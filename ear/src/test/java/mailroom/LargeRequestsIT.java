package mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many large requests at the same moment, on the product as users run it with its own heap: each is taken or told to come
 * again, nothing that was taken is lost, and the server lives. System property {@code mailroom.flood.requests}.
 */
@Tag("alone")
class LargeRequestsIT {

    private static final System.Logger LOG = System.getLogger(LargeRequestsIT.class.getName());
    private static final int REQUESTS = Integer.getInteger("mailroom.flood.requests", 64);
    private static final int ATTACHED = 20_000_000;
    private static final int TOO_LARGE = 100_000_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Answer(int status, String body, boolean retryAfter, Duration after) {}

    @Test
    void manyLargeRequestsAtOnceAreTakenOrToldToComeAgainAndTheServerLives() throws Exception {
        try (CountingRelay relay = new CountingRelay();
                RunningMailroom mailroom = RunningMailroom.unpacked("flood")
                        .settings("relays:\n  default: { server: \"smtp://127.0.0.1:" + relay.port()
                                + "\", from: \"mailroom@example.com\" }\n")
                        .start()) {
            long server = mailroom.jvm();
            List<CompletableFuture<Answer>> sent = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                sent.add(send(mailroom, ATTACHED));
            }
            sent.add(send(mailroom, TOO_LARGE));
            List<Answer> answers = new ArrayList<>();
            for (CompletableFuture<Answer> answer : sent) {
                answers.add(answer.get(3, TimeUnit.MINUTES));
            }
            Map<Integer, Integer> counts = new HashMap<>();
            answers.forEach(answer -> counts.merge(answer.status(), 1, Integer::sum));
            LOG.log(
                    Level.INFO,
                    "{0} requests at once: {1}, the last after {2}",
                    answers.size(),
                    counts,
                    answers.stream().map(Answer::after).max(Duration::compareTo).orElseThrow());
            assertThat(counts.keySet()).isSubsetOf(202, 413, 429, 503);
            assertThat(answers.get(REQUESTS).status()).isEqualTo(413);
            assertThat(counts.get(202)).isGreaterThan(3);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 503)
                    .allMatch(Answer::retryAfter)
                    .allMatch(answer -> answer.body().contains("room"));
            assertThat(answers).allMatch(answer -> answer.after().compareTo(LONGEST_WAIT) <= 0);
            assertThat(mailroom.jvm()).isEqualTo(server);
            int taken = counts.get(202);
            Awaitility.await("all that was taken leaves whole")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> relay.taken().size() == taken);
            assertThat(relay.taken().values()).allMatch(bytes -> bytes > ATTACHED * 4L / 3);
            assertThat(mailroom.code("/mailroom/api/status")).isEqualTo(200);
        }
    }

    private CompletableFuture<Answer> send(RunningMailroom mailroom, int attached) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(mailroom.address().resolve("/mailroom/api/notifications"))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", Rest.login("admin", mailroom.password()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArrays(body(attached)), length(attached)))
                .build();
        long begun = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> new Answer(
                        answer.statusCode(),
                        answer.body(),
                        answer.headers().firstValue("Retry-After").isPresent(),
                        Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static final String BEFORE = "{\"to\":\"joe@example.org\",\"subject\":\"large\",\"text\":\"see the file\","
            + "\"attachments\":[{\"name\":\"large.bin\",\"content\":\"";
    private static final String AFTER = "\"}]}";
    private static final byte[] PIECE = "QUJD".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);

    private static long length(int attached) {
        return BEFORE.length() + attached / 3 * 4L + AFTER.length();
    }

    /** Pieces that all requests share, so that making them costs the server nothing. */
    private static Iterable<byte[]> body(int attached) {
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(BEFORE.getBytes(StandardCharsets.US_ASCII));
        int left = attached / 3 * 4;
        for (; left > PIECE.length; left -= PIECE.length) {
            pieces.add(PIECE);
        }
        pieces.add(Arrays.copyOf(PIECE, left));
        pieces.add(AFTER.getBytes(StandardCharsets.US_ASCII));
        return pieces;
    }
}
