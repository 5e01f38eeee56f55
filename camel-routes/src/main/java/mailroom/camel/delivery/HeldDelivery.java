package mailroom.camel.delivery;

import java.util.function.UnaryOperator;
import mailroom.routing.Delivery;

/** A claimed delivery, whose lease an attempt of several steps begins anew between them. For one thread. */
final class HeldDelivery {

    private final UnaryOperator<Delivery> renewal;
    private Delivery delivery;

    HeldDelivery(Delivery delivery, UnaryOperator<Delivery> renewal) {
        this.delivery = delivery;
        this.renewal = renewal;
    }

    /** As it is held now. */
    Delivery get() {
        return delivery;
    }

    /** @throws mailroom.routing.LeaseLost if another attempt has begun meanwhile */
    void renew() {
        delivery = renewal.apply(delivery);
    }
}
