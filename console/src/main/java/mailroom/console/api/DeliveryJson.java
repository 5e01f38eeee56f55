package mailroom.console.api;

import java.time.Instant;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryState;

/** @param mail the mail's id, its SHA-256 */
public record DeliveryJson(
        long id,
        String mail,
        String mailbox,
        String action,
        String destination,
        String state,
        int attempts,
        Instant created,
        Instant nextAttempt,
        Instant settled,
        String error) {

    static DeliveryJson of(Delivery delivery) {
        return new DeliveryJson(
                delivery.id(),
                delivery.mailId().hex(),
                delivery.mailbox(),
                QueryParameters.kebab(delivery.action()),
                delivery.destination(),
                QueryParameters.kebab(delivery.state()),
                delivery.attempts(),
                delivery.created(),
                delivery.state() == DeliveryState.WAITING ? delivery.nextAttempt() : null,
                delivery.settled().orElse(null),
                delivery.error().orElse(null));
    }
}
