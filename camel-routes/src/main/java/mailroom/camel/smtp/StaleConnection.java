package mailroom.camel.smtp;

/** A kept connection turned out to be closed before the relay heard of the mail: a fresh one may try at once. */
final class StaleConnection extends RelayProblem {

    private static final long serialVersionUID = 1L;

    StaleConnection(String message, Throwable cause) {
        super(message, cause);
    }
}
