package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

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
}
