package mailroom.camel.smtp;

import java.io.IOException;

/** The relay cannot be used, or its connection is over; the message is for a person and holds no secret. */
public class RelayProblem extends IOException {

    private static final long serialVersionUID = 1L;

    public RelayProblem(String message) {
        super(message);
    }

    public RelayProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
