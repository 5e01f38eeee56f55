package mailroom.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail as the ledger knows it. The header fields are empty until archive-mail has read them, and where the mail lacks
 * them.
 *
 * @param row the id of its row
 * @param mailbox the one that saw it first
 * @param sentAt what its Date field says
 */
public record ArchivedMail(
        MailId id,
        long row,
        long size,
        Instant received,
        String mailbox,
        MailState state,
        Optional<String> messageId,
        Optional<String> subject,
        Optional<String> from,
        Optional<String> to,
        Optional<Instant> sentAt,
        List<AttachedFile> files,
        Optional<String> parseProblem,
        List<Sighting> sightings) {

    ArchivedMail with(List<Sighting> places) {
        return new ArchivedMail(
                id,
                row,
                size,
                received,
                mailbox,
                state,
                messageId,
                subject,
                from,
                to,
                sentAt,
                files,
                parseProblem,
                places);
    }

    /** The names of what hangs on it. */
    public List<String> attachments() {
        return files.stream().map(AttachedFile::name).toList();
    }
}
