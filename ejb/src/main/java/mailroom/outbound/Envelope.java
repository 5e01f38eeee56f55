package mailroom.outbound;

import java.util.List;

/**
 * Who a relay is told about (RFC 5321); never read from header fields.
 *
 * @param recipients addresses without angle brackets, at least one
 */
public record Envelope(ReturnPath returnPath, List<String> recipients) {

    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("an envelope has at least one recipient");
        }
    }
}
