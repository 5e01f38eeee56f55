package mailroom.camel.imap.login;

import java.io.IOException;
import java.util.Locale;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.problem.ImapProblem;

/**
 * Tells the server which program this is (RFC 2971), and nothing else: after the login where the server offers to hear it,
 * and where a server that did not offer it refuses a folder until it is told.
 */
public final class Identification {

    private final ImapConnection connection;
    private boolean sent;

    public Identification(ImapConnection connection) {
        this.connection = connection;
    }

    /** A command that may be refused for want of a name. */
    @FunctionalInterface
    public interface Command {
        void run() throws IOException;
    }

    /** A server that refuses it is used without. */
    public void send() throws IOException {
        sent = true;
        try {
            connection.command("ID (\"name\" \"Mailroom\")");
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
        }
    }

    /** Runs the command, and once more after {@link #send} where the server refuses it as unsafe. */
    public void unlessAsked(Command command) throws IOException {
        try {
            command.run();
        } catch (ImapProblem refused) {
            if (sent || !wantsAName(refused)) {
                throw refused;
            }
            send();
            command.run();
        }
    }

    private static boolean wantsAName(ImapProblem refused) {
        String said = refused.serverWords().toLowerCase(Locale.ROOT);
        return refused.leavesConnection() && (said.contains("unsafe") || said.contains("id command"));
    }
}
