package mailroom.routing;

import java.time.Duration;

/** Another attempt at the delivery has begun, because this one took longer than its lease; that one settles. */
public final class LeaseLost extends IllegalStateException {

    LeaseLost(long delivery, Duration lease) {
        super("delivery " + delivery + " is no longer held by this attempt: its lease of " + lease.toSeconds()
                + " s has run out");
    }
}
