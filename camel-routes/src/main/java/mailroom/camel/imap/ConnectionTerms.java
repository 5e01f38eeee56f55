package mailroom.camel.imap;

/**
 * How a connection is used.
 *
 * @param compress ask for COMPRESS=DEFLATE where it is offered
 */
public record ConnectionTerms(ImapTimeouts timeouts, Toll toll, Compression compress) {

    /** Whether COMPRESS=DEFLATE (RFC 4978) is asked for where the server offers it. */
    public enum Compression {
        ALWAYS,
        /** On loopback it costs time and saves nothing. */
        BEYOND_LOOPBACK,
        NEVER
    }

    public static ConnectionTerms of(ImapTimeouts timeouts) {
        return new ConnectionTerms(timeouts, Toll.FREE, Compression.BEYOND_LOOPBACK);
    }
}
