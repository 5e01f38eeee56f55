package mailroom.outbound;

import java.util.Optional;

/**
 * Which submissions to list; an empty condition takes all.
 *
 * @param recipient one of its addresses
 * @param sender who sent it
 * @param before the place of the last one already seen; empty begins
 */
public record SubmissionQuery(
        Optional<RecipientState> state,
        Optional<String> recipient,
        Optional<String> sender,
        Optional<SubmissionPlace> before,
        int limit) {

    public static SubmissionQuery latest(int limit) {
        return new SubmissionQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
}
