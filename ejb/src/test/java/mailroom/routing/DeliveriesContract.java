package mailroom.routing;

import static mailroom.routing.DeliveryAction.FILEINTO;
import static mailroom.routing.DeliveryAction.PIPE;
import static mailroom.routing.DeliveryState.DONE;
import static mailroom.routing.DeliveryState.FAILED;
import static mailroom.routing.DeliveryState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mailroom.MovableClock;
import mailroom.RememberedMeters;
import mailroom.RememberedQueues;
import mailroom.database.Database;
import mailroom.incident.Incidents;
import mailroom.mail.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold on each database. */
abstract class DeliveriesContract {

    private final RememberedQueues queues = new RememberedQueues();
    private final List<Long> woken = queues.deliveries;
    private final RememberedMeters meters = new RememberedMeters();
    private final MovableClock clock = new MovableClock("2026-01-01T00:00:00Z");
    private final Incidents incidents = new Incidents(database(), clock);
    private final Deliveries deliveries = new Deliveries(database(), queues, clock);
    private final DeliveryClaims claims = new DeliveryClaims(database(), queues, incidents, meters, clock);

    abstract Database database();

    @BeforeEach
    void storeTwoMails() {
        database().jdbi().useHandle(handle -> List.of("delivery", "incident", "mail")
                .forEach(table -> handle.execute("delete from " + table)));
        storeMail(1);
        storeMail(2);
    }

    @Test
    void acceptsARequestOnceHoweverOftenItIsRepeated() {
        deliveries.accept(List.of(to(1, "orders"), to(1, "orders"), to(1, "drop")));
        deliveries.accept(List.of(to(1, "orders"), to(2, "orders"), new DeliveryRequest(1, "sales", FILEINTO, "drop")));
        assertThat(all())
                .extracting(Delivery::request)
                .containsExactlyInAnyOrder(
                        to(1, "orders"),
                        to(1, "drop"),
                        to(2, "orders"),
                        new DeliveryRequest(1, "sales", FILEINTO, "drop"));
        assertThat(woken).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void acceptsMoreThanOneQueryTakes() {
        List<DeliveryRequest> many = new ArrayList<>();
        for (int destination = 0; destination < 450; destination++) {
            many.add(to(1, "destination-" + destination));
        }
        deliveries.accept(many);
        assertThat(deliveries.counts()).containsEntry(WAITING, 450L);
        assertThat(woken).hasSize(450);
    }

    @Test
    void letsOneOfTwoThreadsClaim() throws Exception {
        long id = accepted();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Optional<Delivery>> claim = () -> {
            together.await(5, TimeUnit.SECONDS);
            return claims.claim(id);
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            int claimed = 0;
            for (Future<Optional<Delivery>> answer : threads.invokeAll(List.of(claim, claim), 10, TimeUnit.SECONDS)) {
                claimed += answer.get().isPresent() ? 1 : 0;
            }
            assertThat(claimed).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isDueAgainWhenTheLeaseOfACrashedAttemptRunsOut() {
        long id = accepted();
        Delivery lost = claims.claim(id).orElseThrow();
        assertThat(claims.claim(id)).isEmpty();
        clock.pass(DeliveryClaims.LEASE);
        assertThat(claims.wakeDue(10)).isEqualTo(1);
        Delivery second = claims.claim(id).orElseThrow();
        assertThat(second.attempts()).isEqualTo(2);
        assertThatThrownBy(() -> claims.settle(lost, new Outcome.Done("late")))
                .isInstanceOf(LeaseLost.class)
                .hasMessageContaining("180 s");
        claims.settle(second, new Outcome.Done("ok"));
        assertThat(deliveries.find(id).orElseThrow().state()).isEqualTo(DONE);
    }

    @Test
    void isHeldForAnotherLeaseByAnAttemptThatRenewsIt() {
        long id = accepted();
        Delivery held = claims.claim(id).orElseThrow();
        clock.pass(DeliveryClaims.LEASE.minusMillis(1));
        Delivery renewed = claims.renew(held);
        clock.pass(DeliveryClaims.LEASE.minusMillis(1));
        assertThat(claims.claim(id)).isEmpty();
        claims.settle(renewed, new Outcome.Done("ok"));
        assertThat(deliveries.find(id).orElseThrow().state()).isEqualTo(DONE);
    }

    @Test
    void isNotRenewedOnceAnotherAttemptHasBegun() {
        long id = accepted();
        Delivery lost = claims.claim(id).orElseThrow();
        clock.pass(DeliveryClaims.LEASE);
        Delivery second = claims.claim(id).orElseThrow();
        assertThatThrownBy(() -> claims.renew(lost)).isInstanceOf(LeaseLost.class);
        claims.settle(second, new Outcome.Done("ok"));
    }

    @Test
    void backsOffFromFiveSecondsToAQuarterOfAnHour() {
        long id = accepted();
        for (long longest : new long[] {5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900}) {
            claims.settle(claims.claim(id).orElseThrow(), new Outcome.TryAgain("503"));
            Delivery waiting = deliveries.find(id).orElseThrow();
            Duration pause = Duration.between(clock.instant(), waiting.nextAttempt());
            assertThat(pause.toMillis()).isBetween(longest * 750 - 1, longest * 1000);
            assertThat(waiting.error()).contains("503");
            assertThat(claims.claim(id)).isEmpty();
            clock.pass(pause);
        }
    }

    @Test
    void doesNotCountAnAttemptThatWasPostponed() {
        long id = accepted();
        claims.postpone(claims.claim(id).orElseThrow(), Duration.ofSeconds(2));
        assertThat(claims.claim(id)).isEmpty();
        clock.pass(Duration.ofSeconds(2));
        assertThat(claims.claim(id).orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void failsAfterTheLastAttempt() {
        long id = accepted();
        Instant first = clock.instant();
        for (int attempt = 0; attempt < DeliveryClaims.MOST_ATTEMPTS; attempt++) {
            claims.settle(claims.claim(id).orElseThrow(), new Outcome.TryAgain("no answer"));
            clock.pass(DeliveryClaims.PAUSES.longest());
        }
        assertThat(deliveries.find(id).orElseThrow().state()).isEqualTo(FAILED);
        assertThat(Duration.between(first, clock.instant())).isGreaterThan(Duration.ofDays(2));
        assertThat(incidents.latest(10)).extracting(Incidents.Incident::kind).containsExactly("delivery-failed");
    }

    @Test
    void retriesWhatFailedAndOnlyThat() {
        long id = accepted();
        claims.settle(claims.claim(id).orElseThrow(), new Outcome.GiveUp("answered 400"));
        Delivery failed = deliveries.find(id).orElseThrow();
        assertThat(failed.state()).isEqualTo(FAILED);
        assertThat(failed.error()).contains("answered 400");
        assertThat(failed.settled()).isPresent();
        woken.clear();
        assertThat(deliveries.retry(id)).isTrue();
        assertThat(woken).containsExactly(id);
        assertThat(deliveries.retry(id)).isFalse();
        claims.settle(claims.claim(id).orElseThrow(), new Outcome.Done("200"));
        assertThat(deliveries.retry(id)).isFalse();
        assertThat(meters.counted).containsExactly("orders failed", "orders done");
    }

    @Test
    void wakesWhatIsDueOnceUntilItsMessageCountsAsLost() {
        long id = accepted();
        woken.clear();
        assertThat(claims.wakeDue(10)).isZero();
        clock.pass(DeliveryClaims.WOKEN_AGAIN_AFTER.plusMillis(1));
        assertThat(claims.wakeDue(10)).isEqualTo(1);
        assertThat(claims.wakeDue(10)).isZero();
        assertThat(woken).containsExactly(id);
    }

    @Test
    void listsTheNewestFirstByStateAndCursor() {
        deliveries.accept(List.of(to(1, "a"), to(1, "b"), to(1, "c")));
        List<Delivery> firstTwo = deliveries.list(Optional.of(WAITING), Long.MAX_VALUE, 2);
        assertThat(firstTwo).hasSize(2);
        assertThat(deliveries.list(Optional.of(WAITING), firstTwo.get(1).id(), 2))
                .hasSize(1);
        assertThat(deliveries.list(Optional.of(FAILED), Long.MAX_VALUE, 2)).isEmpty();
        assertThat(deliveries.counts()).containsEntry(WAITING, 3L).containsEntry(DONE, 0L);
    }

    @Test
    void neverLeavesDone() {
        assertThat(DONE.mayBecome(WAITING)).isFalse();
        assertThat(FAILED.mayBecome(DONE)).isFalse();
        assertThat(FAILED.mayBecome(WAITING)).isTrue();
    }

    private long accepted() {
        deliveries.accept(List.of(to(1, "orders")));
        return all().get(0).id();
    }

    private List<Delivery> all() {
        return deliveries.list(Optional.empty(), Long.MAX_VALUE, 1000);
    }

    private static DeliveryRequest to(long mail, String destination) {
        return new DeliveryRequest(mail, "sales", PIPE, destination);
    }

    private void storeMail(int id) {
        byte[] sha256 = new byte[32];
        sha256[0] = (byte) id;
        database().jdbi().useHandle(handle -> handle.createUpdate("insert into mail (id, sha256, size, segment,"
                        + " segment_offset, received_at, mailbox)"
                        + " values (:id, :sha256, 10, 1, 0, 0, 'sales')")
                .bind("id", id)
                .bind("sha256", sha256)
                .execute());
    }
}
