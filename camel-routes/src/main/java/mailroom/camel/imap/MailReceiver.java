package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the mails of one FETCH, one after the other. A server may send the body before or after the facts. */
public interface MailReceiver {

    /** A body of this length comes next. */
    OutputStream body(long length) throws IOException;

    /** The facts of the mail whose body is complete. */
    void complete(MailFacts facts) throws IOException;
}
