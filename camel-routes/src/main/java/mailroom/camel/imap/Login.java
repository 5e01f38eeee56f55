package mailroom.camel.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import mailroom.camel.imap.ImapProblem.Kind;
import mailroom.settings.Secret;

/** AUTHENTICATE PLAIN (RFC 4616, RFC 4959) where it is offered, LOGIN elsewhere. */
final class Login {

    private Login() {}

    static void in(ImapConnection connection, String user, Secret password) throws IOException {
        if (connection.has("AUTH=PLAIN")) {
            plain(connection, user, password);
        } else if (!connection.has("LOGINDISABLED")) {
            connection.command("LOGIN " + quoted(user) + " " + quoted(password.reveal()));
        } else {
            throw new ImapProblem(Kind.LOGIN_UNSUPPORTED, connection.server() + " offers neither AUTH=PLAIN nor LOGIN");
        }
        connection.forgetCapabilities();
    }

    private static void plain(ImapConnection connection, String user, Secret password) throws IOException {
        byte[] message = ("\0" + user + "\0" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(message);
        if (connection.has("SASL-IR")) {
            connection.command("AUTHENTICATE PLAIN " + encoded);
            return;
        }
        String tag = connection.send("AUTHENTICATE PLAIN");
        connection.awaitContinuation(tag, "AUTHENTICATE");
        connection.sendLine(encoded);
        connection.finish(tag, Responses.NONE, "AUTHENTICATE");
    }

    /** A quoted string of one char a byte (RFC 9051, 4.3). */
    static String quoted(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return '"' + bytes.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
