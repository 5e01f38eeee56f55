package mailroom.camel.imap;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.RefusedExtensions;

/** Asks for news of the open folder: by NOOP, and where a server does not do that by opening the folder again. */
public final class Polling {

    private static final String NOOP = "NOOP";

    private final ImapSession session;
    private final RefusedExtensions refused;

    public Polling(ImapSession session) {
        this.session = session;
        refused = session.connection().limits().refusedExtensions();
    }

    public void ask() throws IOException {
        if (refused.contains(NOOP)) {
            openAgain();
            return;
        }
        try {
            session.noop();
            refused.worked(NOOP, NOOP);
        } catch (ImapProblem problem) {
            if (!problem.isMeantOfTheMailbox()) {
                new ImapExtensions(session.connection()).failed(NOOP, NOOP);
            }
            if (!problem.isRefusal()) {
                throw problem;
            }
            openAgain();
        }
    }

    /** Where the server refuses to open it, no folder is open from now on, and the next look opens it. */
    private void openAgain() throws IOException {
        Optional<OpenFolder> open = session.examined();
        if (open.isEmpty()) {
            return;
        }
        try {
            session.examine(open.get().folder());
        } catch (ImapProblem refusal) {
            if (!refusal.isRefusal()) {
                throw refusal;
            }
        }
    }
}
