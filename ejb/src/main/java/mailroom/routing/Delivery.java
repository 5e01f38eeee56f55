package mailroom.routing;

import java.time.Instant;
import java.util.Optional;
import mailroom.mail.MailId;

/**
 * Describes a mail on its way to one destination.
 *
 * @param mail the row's id, {@code mail.id}
 * @param attempts how many were begun since it was accepted or last retried
 * @param nextAttempt not before then; for a claimed delivery the end of its lease
 * @param error why the last attempt did not succeed
 */
public record Delivery(
        long id,
        long mail,
        MailId mailId,
        String mailbox,
        DeliveryAction action,
        String destination,
        DeliveryState state,
        int attempts,
        Instant created,
        Instant nextAttempt,
        Optional<Instant> settled,
        Optional<String> error) {

    Delivery heldUntil(Instant endOfLease) {
        return new Delivery(
                id, mail, mailId, mailbox, action, destination, state, attempts, created, endOfLease, settled, error);
    }

    public DeliveryRequest request() {
        return new DeliveryRequest(mail, mailbox, action, destination);
    }
}
