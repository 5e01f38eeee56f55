package mailroom.outbound;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One recipient of a submission and what the relay said last.
 *
 * @param attempts how many ended
 * @param uncertainties how many of them ended without an answer to the final dot
 * @param nextAttempt empty once nothing more will be tried
 */
public record Recipient(
        String address,
        RecipientState state,
        OptionalInt code,
        Optional<String> enhancedStatus,
        Optional<String> reply,
        int attempts,
        int uncertainties,
        Optional<Instant> nextAttempt,
        Optional<Instant> settled) {

    boolean isDue(Instant now) {
        return nextAttempt.isPresent() && !nextAttempt.get().isAfter(now);
    }
}
