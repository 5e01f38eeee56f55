package mailroom.outbound;

import jakarta.ejb.ApplicationException;

/** The idempotency key was used before for another content; nothing was accepted. */
@ApplicationException(rollback = true)
public class IdempotencyConflict extends RuntimeException {

    public IdempotencyConflict() {
        super(
                "this idempotency key belongs to a notification with another content: use a new key for a new notification");
    }
}
