package mailroom.camel.imap.terms;

/**
 * How a connection is used.
 *
 * @param compress ask for COMPRESS=DEFLATE where it is offered
 * @param limits what is known of the server, and what will be found out about it
 */
public record ConnectionTerms(ImapTimeouts timeouts, UsageGate gate, Compression compress, LearnedLimits limits) {

    /** Whether COMPRESS=DEFLATE (RFC 4978) is asked for where the server offers it. */
    public enum Compression {
        ALWAYS,
        /** On loopback it costs time and saves nothing. */
        BEYOND_LOOPBACK,
        NEVER
    }

    /** With a server that nothing is known of. */
    public ConnectionTerms(ImapTimeouts timeouts, UsageGate gate, Compression compress) {
        this(timeouts, gate, compress, new LearnedLimits());
    }

    public static ConnectionTerms of(ImapTimeouts timeouts) {
        return new ConnectionTerms(timeouts, UsageGate.FREE, Compression.BEYOND_LOOPBACK);
    }
}
