package mailroom.camel.delivery;

import java.io.InputStream;
import java.util.Optional;
import mailroom.camel.payload.Payload;
import mailroom.mail.MailId;

/**
 * What a destination may learn of a mail. Only this becomes headers, and only those that a {@link Destination} picks.
 *
 * @param destination the name in mailroom.yaml
 * @param payload what of the mail is handed over, in the form that the destination asks for
 * @param bytes those of the payload, read once; whoever opened them closes them
 */
record RoutedMail(
        MailId id, String mailbox, String destination, Optional<String> messageId, Payload payload, InputStream bytes) {

    /** Is the same for each attempt at this delivery, and another for each other delivery and each part of it. */
    String idempotencyKey() {
        String whole = id + "-" + mailbox + "-" + destination;
        return payload.part() == 0 ? whole : whole + "-" + payload.part();
    }

    /** No content of a mail gets into a log by accident. */
    @Override
    public String toString() {
        return id.toString();
    }
}
