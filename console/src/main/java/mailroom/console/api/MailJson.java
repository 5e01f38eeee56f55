package mailroom.console.api;

import java.time.Instant;
import java.util.List;
import mailroom.mail.ArchivedMail;

/**
 * A mail's metadata; header fields as they were read, to be shown as text only.
 *
 * @param id the SHA-256 of its bytes
 * @param date what its Date field says
 * @param attachments their file names
 */
public record MailJson(
        String id,
        String messageId,
        String from,
        String to,
        String subject,
        Instant date,
        Instant received,
        String mailbox,
        long size,
        List<String> attachments,
        String state,
        String parseProblem,
        List<Sighting> sightings) {

    /** @param vanished when the server was found to have it no longer */
    public record Sighting(
            String mailbox,
            String folder,
            long uidValidity,
            long uid,
            Instant internalDate,
            String flags,
            Instant vanished) {

        static Sighting of(mailroom.mail.Sighting sighting) {
            return new Sighting(
                    sighting.mailbox(),
                    sighting.folder(),
                    sighting.uidValidity(),
                    sighting.uid(),
                    sighting.internalDate(),
                    sighting.flags(),
                    sighting.vanishedAt().orElse(null));
        }
    }

    static MailJson of(ArchivedMail mail) {
        return new MailJson(
                mail.id().hex(),
                mail.messageId().orElse(null),
                mail.from().orElse(null),
                mail.to().orElse(null),
                mail.subject().orElse(null),
                mail.sentAt().orElse(null),
                mail.received(),
                mail.mailbox(),
                mail.size(),
                mail.attachments(),
                Parameters.kebab(mail.state()),
                mail.parseProblem().orElse(null),
                mail.sightings().stream().map(Sighting::of).toList());
    }
}
