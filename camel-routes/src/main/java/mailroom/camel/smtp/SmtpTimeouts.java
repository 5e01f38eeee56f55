package mailroom.camel.smtp;

import java.time.Duration;

/**
 * How long a relay may take (RFC 5321, 4.5.3.2).
 *
 * @param connect for the look-up of the host, and again for the TCP connection
 * @param reply for one whole reply
 * @param finalDot for the reply to the final dot
 * @param mail for the whole of one mail; shorter than a submission's lease
 */
public record SmtpTimeouts(Duration connect, Duration reply, Duration finalDot, Duration mail) {

    public static final SmtpTimeouts DEFAULT = new SmtpTimeouts(
            Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(15));
}
