package mailroom.camel.imap.connection;

import java.io.IOException;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ConnectionTerms;

/** COMPRESS=DEFLATE (RFC 4978), started behind the login where it is wanted and offered. */
public final class Compression {

    static final String CAPABILITY = "COMPRESS=DEFLATE";

    private Compression() {}

    public static void start(ImapConnection connection, ConnectionTerms.Compression wanted) throws IOException {
        boolean wants = wanted == ConnectionTerms.Compression.ALWAYS
                || wanted == ConnectionTerms.Compression.BEYOND_LOOPBACK
                        && !connection.wire().isLoopback();
        if (!wants || !connection.has(CAPABILITY)) {
            return;
        }
        try {
            connection.command("COMPRESS DEFLATE");
        } catch (ImapProblem refused) {
            if (refused.kind() == Kind.REFUSED) {
                return;
            }
            throw refused;
        }
        connection.wire().startCompression(connection.input().bytes().takeBuffered());
    }
}
