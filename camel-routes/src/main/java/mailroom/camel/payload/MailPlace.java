package mailroom.camel.payload;

/**
 * What Mailroom itself knows of a mail that becomes a payload.
 *
 * @param id the SHA-256 of its bytes in hexadecimal digits
 * @param size in bytes
 */
public record MailPlace(String id, String mailbox, long size) {}
