package mailroom.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * Which mails to list; an empty condition takes all.
 *
 * @param mailbox and {@code folder}: where a sighting is
 * @param after received then or later
 * @param before received earlier than then
 * @param messageId exactly, with its angle brackets
 * @param from part of the field, whatever the case
 * @param subject part of the field, whatever the case
 * @param limit 1 to {@link #LARGEST_LIMIT}
 * @param cursor {@link MailPage#next()} of the page before
 */
public record MailQuery(
        Optional<String> mailbox,
        Optional<String> folder,
        Optional<Instant> after,
        Optional<Instant> before,
        Optional<String> messageId,
        Optional<String> from,
        Optional<String> subject,
        int limit,
        Optional<String> cursor) {

    public static final int LARGEST_LIMIT = 500;
    /** What a cursor is: a row's number in digits and letters that fits into a long. */
    public static final String POSITION = "[0-9a-z]{1,12}";

    public MailQuery {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + "; allowed is 1 to " + LARGEST_LIMIT);
        }
        if (!cursor.orElse("0").matches(POSITION)) {
            throw new IllegalArgumentException("cursor is not one that a list has given as next");
        }
    }

    /** The newest mails of all mailboxes. */
    public static MailQuery latest(int limit) {
        return new MailQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }
}
