package mailroom.console.health;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import mailroom.disk.NoSpaceLeft;

/** Why something does not work, in words that anybody may read: never an error's own text, which may hold paths. */
final class Reasons {

    private Reasons() {}

    static String of(Throwable error) {
        if (error instanceof NoSpaceLeft full) {
            return full.withoutPath();
        }
        if (error instanceof MayNotLogInYet) {
            return "may not log in yet";
        }
        if (error instanceof TimeoutException) {
            return "did not answer so often that it is not asked again";
        }
        if (error instanceof SQLException || error instanceof JMSException || error instanceof JMSRuntimeException) {
            return "does not answer";
        }
        return error instanceof IOException ? "cannot be read or written" : "fails; the server's log may say why";
    }

    /** What the first start wrote is not in force. */
    static final class MayNotLogInYet extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
