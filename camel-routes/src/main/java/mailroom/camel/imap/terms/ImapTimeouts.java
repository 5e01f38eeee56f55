package mailroom.camel.imap.terms;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param connect for the host's addresses, and for the TCP connection
 * @param read for the next bytes while an answer is awaited
 * @param response for one whole response without a mail's body, so that a slow drip ends too
 * @param slowestBytesPerSecond a body may take {@code response} and its size by this rate
 */
public record ImapTimeouts(Duration connect, Duration read, Duration response, int slowestBytesPerSecond) {

    private static final Duration AFTER_BYE = Duration.ofSeconds(5);

    public static final ImapTimeouts DEFAULT =
            new ImapTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(120), 16 * 1024);

    /** For a server that answers, but was silent about a mail: the others are not to wait a minute for each such mail. */
    public static final ImapTimeouts IMPATIENT =
            new ImapTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(60), 16 * 1024);

    /** For a response behind BYE, which most servers do not send. */
    public Duration afterBye() {
        return response.compareTo(AFTER_BYE) < 0 ? response : AFTER_BYE;
    }

    public Duration forBody(long bytes) {
        return response.plusSeconds(bytes / slowestBytesPerSecond);
    }
}
