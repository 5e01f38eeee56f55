package mailroom.camel.imap;

/**
 * Remembers over connections whether copies of some mails may stand in their target although nothing said so, because a
 * connection broke between the command and its answer, or between the copy and what comes after it.
 */
public interface CopyRecord {

    /** Whether an attempt to copy has begun and not ended. */
    boolean mayBeThere();

    /** Called before the mails are copied. */
    void begin();

    /** Called once all is known of the copies: they are of no further interest, or the server refused to make any. */
    void end();
}
