package mailroom.console.page;

import java.time.Instant;
import mailroom.routing.Delivery;
import mailroom.routing.DeliveryState;

/** Shows a delivery on the page. */
public final class DeliveryOnPage {

    private final Delivery delivery;
    private final Instant now;

    DeliveryOnPage(Delivery delivery, Instant now) {
        this.delivery = delivery;
        this.now = now;
    }

    public long getId() {
        return delivery.id();
    }

    public String getCreated() {
        return Shown.ago(delivery.created(), now);
    }

    public String getMailbox() {
        return delivery.mailbox();
    }

    public String getAction() {
        return Shown.words(delivery.action().name());
    }

    public String getDestination() {
        return Shown.text(delivery.destination());
    }

    public String getMail() {
        return delivery.mailId().hex();
    }

    public String getState() {
        return Shown.words(delivery.state().name());
    }

    public String getTone() {
        return switch (delivery.state()) {
            case DONE -> "good";
            case FAILED -> "bad";
            case WAITING -> delivery.error().isPresent() ? "warn" : "busy";
        };
    }

    public int getAttempts() {
        return delivery.attempts();
    }

    public String getNext() {
        return delivery.state() == DeliveryState.WAITING ? Shown.ago(delivery.nextAttempt(), now) : "";
    }

    public String getError() {
        return delivery.state() == DeliveryState.DONE
                ? ""
                : delivery.error().map(Shown::text).orElse("");
    }

    public boolean isFailed() {
        return delivery.state() == DeliveryState.FAILED;
    }
}
