package mailroom.camel.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import mailroom.mail.Outcome;
import mailroom.routing.Claims;
import mailroom.routing.Deliveries;
import mailroom.routing.Delivery;

/**
 * Claims a delivery, hands it over and settles it. To a queue that is one transaction, exactly once. A folder or a
 * webhook gets it at least once: after a crash between handing over and settling it is repeated when the lease of
 * {@link Claims#LEASE} ends, with the same file name or Idempotency-Key.
 */
@ApplicationScoped
public class DeliveryAttempts {

    private final Deliveries deliveries;
    private final Claims claims;
    private final Courier courier;
    private final OneTransaction transaction;
    private final Lanes lanes = new Lanes();

    DeliveryAttempts() {
        this(null, null, null, null);
    }

    @Inject
    DeliveryAttempts(Deliveries deliveries, Claims claims, Courier courier, OneTransaction transaction) {
        this.deliveries = deliveries;
        this.claims = claims;
        this.courier = courier;
        this.transaction = transaction;
    }

    /**
     * Does nothing where the delivery is not due.
     *
     * @throws IllegalStateException if there is no such row, perhaps because its transaction is still committing
     * @throws mailroom.routing.LeaseLost if the attempt took too long and another has begun
     */
    public void attempt(long id) {
        claims.claim(id).ifPresentOrElse(this::handOver, () -> mustExist(id));
    }

    private void mustExist(long id) {
        if (deliveries.find(id).isEmpty()) {
            throw new IllegalStateException("no delivery has the id " + id);
        }
    }

    private void handOver(Delivery delivery) {
        if (!lanes.enter(delivery.destination())) {
            claims.postpone(delivery, Lanes.PAUSE);
            return;
        }
        try {
            carry(delivery);
        } finally {
            lanes.leave(delivery.destination());
        }
    }

    private void carry(Delivery delivery) {
        if (courier.isTransacted(delivery)) {
            together(delivery);
        } else {
            claims.settle(delivery, courier.carry(delivery));
        }
    }

    private void together(Delivery delivery) {
        Outcome outcome;
        try {
            outcome = transaction.around(() -> carryAndSettle(delivery));
        } catch (RuntimeException e) {
            outcome = Outcomes.of(e);
        }
        if (!(outcome instanceof Outcome.Done)) {
            claims.settle(delivery, outcome);
        }
    }

    private Outcome carryAndSettle(Delivery delivery) {
        Outcome outcome = courier.carry(delivery);
        if (outcome instanceof Outcome.Done) {
            claims.settle(delivery, outcome);
        }
        return outcome;
    }
}
