package mailroom.outbound;

import jakarta.ejb.ApplicationException;

/**
 * Another caller accepted the same idempotency key in this moment. This transaction is over; the same call in a new one
 * answers with the id of the other.
 */
@ApplicationException(rollback = true)
public class AcceptedMeanwhile extends RuntimeException {

    public AcceptedMeanwhile(Throwable cause) {
        super("the same idempotency key is being accepted in this moment: repeat the call", cause);
    }
}
