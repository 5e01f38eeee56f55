package mailroom.camel.mailbox;

import java.io.IOException;

/** A window could not be stored; nothing was skipped, and the mailbox comes back to it. */
final class StoreProblem extends IOException {

    private static final long serialVersionUID = 1L;
    static final String WORD = "store-failed";

    StoreProblem(Throwable cause) {
        super("the archive did not take a window: " + cause.getClass().getSimpleName(), cause);
    }
}
