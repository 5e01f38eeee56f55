package mailroom.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mailroom.mail.Outcome;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryState;
import org.junit.jupiter.api.Test;

class WebhookDeliveryTest extends DeliveryFixture {

    @Test
    void postsTheExactBytesWithOnlyItsOwnHeaders() {
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/inbound/team%20a"))).isInstanceOf(Outcome.Done.class);
            Webhook.Call call = webhook.calls.get(0);
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo("/inbound/team%20a");
            assertThat(call.body()).isEqualTo(bytes);
            assertThat(call.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .containsExactlyInAnyOrder(
                            "mailroom-id",
                            "mailroom-mailbox",
                            "idempotency-key",
                            "content-type",
                            "content-length",
                            "host",
                            "connection",
                            "user-agent");
            assertThat(call.headers().getFirst("Mailroom-Id")).isEqualTo(ID.hex());
            assertThat(call.headers().getFirst("Content-Type")).isEqualTo("message/rfc822");
            assertThat(call.headers().getFirst("Idempotency-Key")).isEqualTo(ID + "-sales-target");
        }
    }

    /** One that holds a token would stand in the list of deliveries. */
    @Test
    void givesUpWhereTheAddressHasAQuery() {
        try (Webhook webhook = Webhook.answering(200)) {
            assertThat(carry(webhook.uri("/inbound?token=secret"))).isInstanceOf(Outcome.GiveUp.class);
            assertThat(webhook.calls).isEmpty();
        }
    }

    @Test
    void triesAgainAfter503AndIsDoneOnce() {
        try (Webhook webhook = Webhook.answering(503, 200)) {
            Delivery waiting = attempt(webhook.uri("/in"));
            assertThat(waiting.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(waiting.error()).contains("the webhook answered 503");
            makeDue();
            assertThat(attempt(webhook.uri("/in")).state()).isEqualTo(DeliveryState.DONE);
            assertThat(attempt(webhook.uri("/in")).state()).isEqualTo(DeliveryState.DONE);
            assertThat(webhook.calls).hasSize(2);
            assertThat(webhook.calls.get(0).headers().getFirst("Idempotency-Key"))
                    .isEqualTo(webhook.calls.get(1).headers().getFirst("Idempotency-Key"));
        }
    }

    @Test
    void failsAfter400UntilItIsRetried() {
        try (Webhook webhook = Webhook.answering(400, 204)) {
            Delivery failed = attempt(webhook.uri("/in"));
            assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(deliveries.retry(failed.id())).isTrue();
            assertThat(attempt(webhook.uri("/in")).state()).isEqualTo(DeliveryState.DONE);
        }
    }

    @Test
    void givesUpOnARedirectAndDoesNotFollowIt() {
        try (Webhook target = Webhook.answering(200);
                Webhook webhook = new Webhook((request, number) -> {
                    request.getResponseHeaders().add("Location", target.uri("/inside"));
                    request.sendResponseHeaders(307, -1);
                })) {
            assertThat(carry(webhook.uri("/in"))).isInstanceOf(Outcome.GiveUp.class);
            assertThat(target.calls).isEmpty();
        }
    }

    @Test
    void s24StopsWaitingForNameServersThatDoNotAnswer() {
        long begun = System.nanoTime();
        assertThat(carry("http://" + NAMELESS + "/in"))
                .isInstanceOfSatisfying(Outcome.TryAgain.class, later -> assertThat(later.reason())
                        .contains("no name server has told the address of " + NAMELESS));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void stopsWaitingForAWebhookThatHangs() {
        CountDownLatch end = new CountDownLatch(1);
        try (Webhook webhook = new Webhook((request, number) -> end.await(30, TimeUnit.SECONDS))) {
            assertThat(carry(webhook.uri("/in"))).isEqualTo(new Outcome.TryAgain("the host did not answer in time"));
            end.countDown();
        }
    }

    @Test
    void stopsReadingAnAnswerThatTrickles() {
        CountDownLatch end = new CountDownLatch(1);
        try (Webhook webhook = new Webhook((request, number) -> {
            request.sendResponseHeaders(200, 1000);
            for (int sent = 0; sent < 1000 && !end.await(200, TimeUnit.MILLISECONDS); sent++) {
                request.getResponseBody().write('x');
                request.getResponseBody().flush();
            }
        })) {
            long start = System.nanoTime();
            assertThat(carry(webhook.uri("/in"))).isEqualTo(new Outcome.TryAgain("the host did not answer in time"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            end.countDown();
        }
    }

    @Test
    void readsNoMoreThanTheStartOfALongAnswer() {
        long[] written = {0};
        try (Webhook webhook = new Webhook((request, number) -> {
            request.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 20];
            for (; written[0] < 200; written[0]++) {
                request.getResponseBody().write(block);
            }
        })) {
            assertThat(carry(webhook.uri("/in"))).isInstanceOf(Outcome.Done.class);
            assertThat(written[0]).isLessThan(200);
        }
    }

    @Test
    void triesAgainWhereNobodyListens() {
        Webhook closed = Webhook.answering(200);
        closed.close();
        assertThat(carry(closed.uri("/in"))).isEqualTo(new Outcome.TryAgain("the host does not accept a connection"));
    }
}
