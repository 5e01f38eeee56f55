package mailroom.camel.imap.connection;

import java.io.IOException;
import java.util.Locale;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.wire.ImapInput;
import mailroom.settings.ServerAddress;

/** The server's first words, and STARTTLS where the address wants it: nothing else is said before (RFC 9051, 7.1, 6.2.1). */
final class Greeting {

    private final ImapConnection connection;
    private final ServerAddress server;

    Greeting(ImapConnection connection) {
        this.connection = connection;
        server = connection.server();
    }

    void take() throws IOException {
        ImapInput input = connection.input();
        input.startResponse();
        input.expect('*');
        input.expect(' ');
        String word = input.atom().toUpperCase(Locale.ROOT);
        switch (word) {
            case "OK" -> connection.statusLine();
            case "PREAUTH" -> throw preauth();
            case "BYE" -> throw Refusals.bye(server, connection.statusLine());
            default -> throw ImapProblem.protocol("the greeting of " + server + " is not one of IMAP");
        }
        if (server.tls() == ServerAddress.Tls.STARTTLS) {
            startTls();
        }
    }

    private ImapProblem preauth() {
        return server.tls() == ServerAddress.Tls.STARTTLS
                ? new ImapProblem(Kind.TLS_REQUIRED, server + " greets with PREAUTH, which rules out STARTTLS")
                : new ImapProblem(Kind.LOGIN_UNSUPPORTED, server + " greets with PREAUTH as a user of its choice");
    }

    private void startTls() throws IOException {
        if (!connection.has("STARTTLS")) {
            connection.forgetCapabilities();
            if (!connection.has("STARTTLS")) {
                throw new ImapProblem(Kind.TLS_REQUIRED, server + " does not offer STARTTLS");
            }
        }
        try {
            connection.command("STARTTLS");
        } catch (ImapProblem refused) {
            if (refused.leavesConnection()) {
                throw new ImapProblem(Kind.TLS_REQUIRED, server + " refuses STARTTLS", refused);
            }
            throw refused;
        }
        if (connection.input().bytes().hasBuffered()) {
            throw new ImapProblem(Kind.TLS_FAILED, server + " sent bytes behind its answer to STARTTLS");
        }
        connection.wire().startTls();
        connection.forgetCapabilities();
    }
}
