package mailroom.camel.delivery;

/** The configuration or the mail's size makes this delivery impossible; the message says what is allowed. */
final class DestinationRefused extends RuntimeException {

    DestinationRefused(String message) {
        super(message);
    }
}
