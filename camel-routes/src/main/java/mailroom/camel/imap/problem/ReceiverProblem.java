package mailroom.camel.imap.problem;

import java.io.IOException;

/** The receiver of a mail failed, not the server that sent it; a connection passes it on as it is. */
public class ReceiverProblem extends IOException {

    private static final long serialVersionUID = 1L;

    public ReceiverProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
