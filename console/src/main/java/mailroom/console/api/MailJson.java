package mailroom.console.api;

import java.time.Instant;
import java.util.List;
import mailroom.mail.ArchivedMail;
import mailroom.mail.AttachedFile;

/**
 * A mail's metadata; header fields as they were read, to be shown as text only.
 *
 * @param id the SHA-256 of its bytes
 * @param date what its Date field says
 * @param attachments the names of {@code files}
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
        List<File> files,
        String state,
        String parseProblem,
        List<Sighting> sightings) {

    /**
     * @param internalDate left out where the server did not tell it
     * @param vanished when the server was found to have it no longer
     */
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
                    sighting.internalDate().orElse(null),
                    sighting.flags(),
                    sighting.vanishedAt().orElse(null));
        }
    }

    /**
     * @param part where in the mail it is, as IMAP numbers parts: {@code 2.1} is within {@code 2}
     * @param name of the file; of an attached mail without one the subject, else the type
     */
    public record File(String part, String type, String name) {

        static File of(AttachedFile file) {
            return new File(file.part(), file.type(), file.name());
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
                mail.files().stream().map(File::of).toList(),
                QueryParameters.kebab(mail.state()),
                mail.parseProblem().orElse(null),
                mail.sightings().stream().map(Sighting::of).toList());
    }
}
