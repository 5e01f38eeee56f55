package mailroom.archive.member;

import mailroom.mail.MailId;

/**
 * A member of a segment: a mail with its exact bytes, or a further sighting of a mail that an earlier member holds.
 *
 * @param size of the content in bytes; for {@link Kind#MAIL} the mail's
 */
public record Member(Kind kind, MailId id, long size, Seen seen) {

    public enum Kind {
        MAIL,
        SIGHTING
    }
}
