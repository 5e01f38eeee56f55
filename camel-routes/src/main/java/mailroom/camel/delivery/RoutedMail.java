package mailroom.camel.delivery;

import java.io.InputStream;
import java.util.Optional;
import mailroom.mail.MailId;

/**
 * What a destination may learn of a mail. Only this becomes headers, and only those that a {@link Destination} picks.
 *
 * @param destination the name in mailroom.yaml
 * @param size in bytes
 * @param bytes the exact bytes, read once; whoever opened them closes them
 */
record RoutedMail(
        MailId id,
        String mailbox,
        String destination,
        long size,
        Optional<String> messageId,
        Optional<String> subject,
        Optional<String> from,
        Optional<String> to,
        InputStream bytes) {

    /** Is the same for each attempt at this delivery, and another for each other delivery. */
    String idempotencyKey() {
        return id + "-" + mailbox + "-" + destination;
    }

    /** No content of a mail gets into a log by accident. */
    @Override
    public String toString() {
        return id.toString();
    }
}
