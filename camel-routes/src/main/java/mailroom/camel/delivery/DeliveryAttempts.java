package mailroom.camel.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import mailroom.life.DatabaseWait;
import mailroom.life.ServerStop;
import mailroom.mail.Outcome;
import mailroom.routing.Deliveries;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryClaims;

/**
 * Claims a delivery, hands it over and settles it. To a queue that is one transaction, exactly once. A folder or a
 * webhook gets it at least once: after a crash between handing over and settling it is repeated when the lease of
 * {@link DeliveryClaims#LEASE} ends, with the same file name or Idempotency-Key.
 */
@ApplicationScoped
public class DeliveryAttempts {

    private final Deliveries deliveries;
    private final DeliveryClaims claims;
    private final Courier courier;
    private final OneTransaction transaction;
    private final DatabaseWait database;
    private final ServerStop stop;
    private final Lanes lanes = new Lanes();

    DeliveryAttempts() {
        this(null, null, null, null, null, null);
    }

    @Inject
    DeliveryAttempts(
            Deliveries deliveries,
            DeliveryClaims claims,
            Courier courier,
            OneTransaction transaction,
            DatabaseWait database,
            ServerStop stop) {
        this.deliveries = deliveries;
        this.claims = claims;
        this.courier = courier;
        this.transaction = transaction;
        this.database = database;
        this.stop = stop;
    }

    /**
     * Does nothing where the delivery is not due; once the server stops, leaves it to the next start.
     *
     * @throws IllegalStateException if there is no such row, perhaps because its transaction is still committing
     * @throws mailroom.routing.LeaseLost if the attempt took too long and another has begun
     */
    public void attempt(long id) {
        if (stop.hasBegun()) {
            claims.putOff(id);
            return;
        }
        claims.claim(id).ifPresentOrElse(this::handOver, () -> mustExist(id));
    }

    private void mustExist(long id) {
        if (deliveries.find(id).isEmpty()) {
            throw new IllegalStateException("no delivery has the id " + id);
        }
    }

    private void handOver(Delivery delivery) {
        if (!lanes.enter(delivery.destination())) {
            database.through(() -> claims.postpone(delivery, Lanes.PAUSE));
            return;
        }
        try {
            carry(delivery);
        } finally {
            lanes.leave(delivery.destination());
        }
    }

    private void carry(Delivery delivery) {
        HeldDelivery held = new HeldDelivery(delivery, claims::renew);
        if (courier.isTransacted(delivery)) {
            together(held);
        } else {
            Outcome outcome = courier.carry(held);
            settle(held.get(), outcome);
        }
    }

    /** Forgotten, a delivery would be made a second time. */
    private void settle(Delivery delivery, Outcome outcome) {
        database.through(() -> claims.settle(delivery, outcome));
    }

    private void together(HeldDelivery held) {
        Outcome outcome;
        try {
            outcome = transaction.around(() -> carryAndSettle(held));
        } catch (RuntimeException e) {
            outcome = Outcomes.of(e);
        }
        if (!(outcome instanceof Outcome.Done)) {
            settle(held.get(), outcome);
        }
    }

    private Outcome carryAndSettle(HeldDelivery held) {
        Outcome outcome = courier.carry(held);
        if (outcome instanceof Outcome.Done) {
            claims.settle(held.get(), outcome);
        }
        return outcome;
    }
}
