package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import mailroom.camel.imap.problem.ImapProblem;

/** Takes the mails of one FETCH, one after the other. */
public interface MailReceiver {

    /**
     * A body of this length comes next.
     *
     * @param facts what the server said of the mail before its body; empty if it says so afterwards
     */
    OutputStream body(Optional<MailFacts> facts, long length) throws IOException;

    /** The facts of the mail whose body is complete. */
    void complete(MailFacts facts) throws IOException;

    /**
     * The mail came twice in one answer, with different bytes: the first ones are complete already, and neither are proven.
     *
     * @param words what the server did, for a person
     */
    default void contradicted(long uid, String words) throws IOException {
        unreadable(OptionalLong.of(uid), words);
    }

    /** The body that was begun last is none, or is another mail's: what was written of it is to be forgotten. */
    default void abandoned() throws IOException {}

    /**
     * An answer that could not be read, or held what was not asked for, was passed over; the next ones come. A mail that
     * is complete already stays complete.
     *
     * @param uid of the mail, if the answer named it
     * @param words what the server did, for a person
     * @throws ImapProblem by default: for a receiver that can't do without the mail, this ends the connection
     */
    default void unreadable(OptionalLong uid, String words) throws IOException {
        throw ImapProblem.protocol(words);
    }
}
