package mailroom.incident;

import java.util.Locale;

/** Says what an incident is about; docs/operating.md says what a person can do about each. */
public enum IncidentKind {
    /** A mail was left out of the archive for its size or form, or was gone before it came. */
    MAIL_SKIPPED,
    /** Another mail stands under a UID that was archived before; both are kept. */
    MAIL_REPLACED,
    /** The server lists a mail and does not give it. */
    MAIL_OWED,
    /** A mail is archived and cannot be parsed. */
    MAIL_UNREADABLE,
    /** The server announces another size than it sends. */
    SIZE_DIFFERS,
    /** The server does not let a folder be read. */
    FOLDER_REFUSED,
    /** The server lists its folders incompletely. */
    FOLDERS_UNLISTED,
    /** A folder that alone holds some mails is not taken in. */
    ALL_MAIL_SKIPPED,
    /** A folder has got another UIDVALIDITY, so its mails are recognised by what they hold. */
    UID_VALIDITY_CHANGED,
    /** A mail that was taken for a known one turned out to be another. */
    REMATCH_REFUTED,
    /** The server does not say what became of mails that were taken in before. */
    CHANGES_REFUSED,
    /** The server does not let a folder be compared with the archive. */
    COMPARISON_REFUSED,
    /** A comparison found something that the server had not told or had told wrongly. */
    COMPARISON_PUT_RIGHT,
    /** The server lists mails in one answer and leaves them out of another. */
    LISTING_CONTRADICTED,
    /** The server does not let archived mails be moved or removed. */
    AFTER_ARCHIVE_REFUSED,
    /** Archived mails stay on the server, because they may differ from what it has. */
    AFTER_ARCHIVE_DOUBTFUL,
    /** A part of a segment cannot be read while the ledger is rebuilt. */
    MEMBER_DAMAGED,
    /** A segment ends within a member while the ledger is rebuilt. */
    SEGMENT_SHORT,
    /** The archived bytes of a mail are damaged. */
    SEGMENT_DAMAGED,
    /** A sighting names a mail that no segment has while the ledger is rebuilt. */
    SIGHTING_WITHOUT_MAIL,
    /** Archive and database disagree, or another server holds them. */
    ARCHIVE_HELD,
    /** A batch job failed. */
    JOB_FAILED,
    /** A Sieve script cannot be read or run. */
    SCRIPT_FAILED,
    /** A redirect to that address is not allowed. */
    REDIRECT_REFUSED,
    /** A delivery to a destination was given up. */
    DELIVERY_FAILED,
    /** A notification was not sent to one recipient. */
    SUBMISSION_FAILED,
    /** Nobody knows whether a notification was sent to one recipient. */
    SUBMISSION_UNCERTAIN,
    /** A notification from the queue was refused. */
    NOTIFICATION_REFUSED,
    /** A message from the queue was given up after its last attempt. */
    MESSAGE_GIVEN_UP,
    /** A message from the queue cannot be read. */
    UNREADABLE_MESSAGE,
    /** A changed mailroom.yaml was refused, and the settings before hold. */
    SETTINGS_REFUSED,
    /** The certificate of the HTTPS port ends soon. */
    CERTIFICATE_ENDS_SOON,
    /** A refresh token ends soon. */
    TOKEN_ENDS_SOON,
    /** A new refresh token cannot be written to disk. */
    TOKEN_NOT_KEPT,
    /** A disk is nearly full. */
    DISK_NEARLY_FULL,
    /** A disk is full, and no mail is taken in. */
    DISK_FULL;

    /** Kebab-case, as the table {@code incident}, REST, the console and the metric {@code mailroom_incidents_total} name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
