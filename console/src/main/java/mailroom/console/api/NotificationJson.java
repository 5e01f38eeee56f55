package mailroom.console.api;

import java.time.Instant;
import java.util.List;
import mailroom.outbound.Submission;

/** A mail on its way out and what became of each recipient. */
public record NotificationJson(
        String id,
        String state,
        String messageId,
        String relay,
        Instant created,
        Instant sendAt,
        Instant expiresAt,
        List<Recipient> recipients) {

    /** @param reply the relay's last one */
    public record Recipient(
            String address,
            String state,
            Integer code,
            String enhancedStatus,
            String reply,
            int attempts,
            Instant nextAttempt,
            Instant settled) {

        static Recipient of(mailroom.outbound.Recipient recipient) {
            return new Recipient(
                    recipient.address(),
                    QueryParameters.kebab(recipient.state()),
                    recipient.code().isPresent() ? recipient.code().getAsInt() : null,
                    recipient.enhancedStatus().orElse(null),
                    recipient.reply().orElse(null),
                    recipient.attempts(),
                    recipient.nextAttempt().orElse(null),
                    recipient.settled().orElse(null));
        }
    }

    static NotificationJson of(Submission submission) {
        return new NotificationJson(
                submission.id(),
                QueryParameters.kebab(submission.state()),
                submission.messageId(),
                submission.relay(),
                submission.created(),
                submission.sendAt(),
                submission.expires(),
                submission.recipients().stream().map(Recipient::of).toList());
    }
}
