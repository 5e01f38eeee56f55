package mailroom.outbound.redirect;

import jakarta.ejb.ApplicationException;

/** A mail that is not redirected, because it would go round or its target is no address; nothing was written. */
@ApplicationException(rollback = false)
public class RedirectRefused extends RuntimeException {

    public RedirectRefused(String message) {
        super(message);
    }
}
