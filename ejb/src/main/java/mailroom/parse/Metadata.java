package mailroom.parse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mailroom.mail.AttachedFile;

/**
 * What is known of a mail from its header and structure. Texts are decoded (RFC 2047, RFC 2231), free of control
 * characters and cut to what the columns of {@code metadata} hold.
 *
 * @param from the From field's addresses, each as {@code Name <address>}
 * @param references message ids of the References field, without angle brackets
 * @param messageId as it stands, without angle brackets
 * @param problem what could not be read or is ambiguous, and what was left out
 */
public record Metadata(
        Optional<String> messageId,
        Optional<String> subject,
        List<String> from,
        List<String> to,
        Optional<Instant> date,
        Optional<String> inReplyTo,
        List<String> references,
        int parts,
        List<AttachedFile> attachments,
        Optional<String> problem) {

    /** A mail of which nothing can be read. */
    public static Metadata unreadable(String problem) {
        return new Metadata(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                List.of(),
                Optional.of(problem));
    }
}
