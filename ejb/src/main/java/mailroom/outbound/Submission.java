package mailroom.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Describes a mail on its way out.
 *
 * @param messageId with angle brackets; the same in every attempt
 * @param mail for a redirect the row's id of the archived mail
 * @param nextAttempt for a claimed submission the end of its lease; empty once nothing more will be tried
 */
public record Submission(
        String id,
        String relay,
        String messageId,
        ReturnPath returnPath,
        Optional<String> subject,
        Optional<Long> mail,
        RecipientState state,
        Instant created,
        Instant sendAt,
        Instant expires,
        Optional<Instant> nextAttempt,
        List<Recipient> recipients) {

    Submission with(List<Recipient> others) {
        return new Submission(
                id, relay, messageId, returnPath, subject, mail, state, created, sendAt, expires, nextAttempt, others);
    }
}
