package mailroom.camel.imap.wire;

import java.io.IOException;

/**
 * A response is not as its grammar has it. Nothing beyond the end of its line was read, so that the rest can be passed
 * over and the next one read.
 */
public final class Unreadable extends IOException {

    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
        super(message);
    }
}
