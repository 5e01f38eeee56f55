package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.util.regex.Pattern;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.wire.ImapInput;

/**
 * How a FETCH response may go on once its body is over. A server that lost bytes within a body fills it up with what comes
 * next, and then the text of mails is read as answers: nothing more is taken from such a connection.
 */
final class BodyEnd {

    /** Items that servers tell without being asked; hardly a word of a mail is one of them. */
    private static final Pattern ITEMS =
            Pattern.compile("MODSEQ|EMAILID|THREADID|SAVEDATE|PREVIEW|ENVELOPE|BODYSTRUCTURE|ANNOTATION|X-[A-Z0-9-]+");

    private BodyEnd() {}

    /** @param item none of those that are read */
    static void mayBeFollowedBy(String item) throws ImapProblem {
        if (!ITEMS.matcher(item).matches()) {
            throw unsure();
        }
    }

    /**
     * Reads the end of the line. The closing parenthesis may be missing where another response follows.
     *
     * @param asAnnounced the body has the announced length, and nothing has followed it
     */
    static void check(ImapInput input, boolean closed, boolean asAnnounced) throws IOException {
        input.blanks();
        input.skip('\r');
        boolean over = input.skip('\n');
        if (!over || !closed && !(asAnnounced && input.isAtResponse())) {
            throw unsure();
        }
    }

    private static ImapProblem unsure() {
        return ImapProblem.protocol("the server does not say where a body ends");
    }
}
