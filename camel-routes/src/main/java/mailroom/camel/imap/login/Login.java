package mailroom.camel.imap.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.settings.MailboxLogin.Mechanism;

/**
 * Logs in by the first mechanism of the login that the server offers. Where the server refuses who asks, no other follows;
 * where it does not know the mechanism after all, the next one does.
 */
public final class Login {

    private final ImapConnection connection;
    private final ImapLogin login;

    private Login(ImapConnection connection, ImapLogin login) {
        this.connection = connection;
        this.login = login;
    }

    public static void in(ImapConnection connection, ImapLogin login) throws IOException {
        new Login(connection, login).byFirstOffered();
        connection.forgetCapabilities();
    }

    private void byFirstOffered() throws IOException {
        ImapProblem unknown = null;
        for (Mechanism mechanism : login.mechanisms()) {
            try {
                if (by(mechanism)) {
                    return;
                }
            } catch (ImapProblem problem) {
                if (problem.kind() != Kind.LOGIN_UNSUPPORTED) {
                    throw problem;
                }
                unknown = problem;
            }
        }
        throw unknown != null ? unknown : noneOffered();
    }

    /** False where the server does not offer it. */
    private boolean by(Mechanism mechanism) throws IOException {
        if (connection.has("AUTH=" + mechanism.saslName())) {
            new SaslExchange(connection, sasl(mechanism)).run();
            return true;
        }
        if (mechanism == Mechanism.LOGIN && !connection.has("LOGINDISABLED")) {
            connection.command("LOGIN " + quoted(login.user()) + " "
                    + quoted(login.secret().reveal()));
            return true;
        }
        return false;
    }

    private ImapProblem noneOffered() {
        return new ImapProblem(
                Kind.LOGIN_UNSUPPORTED,
                connection.server() + " offers none of "
                        + login.mechanisms().stream().map(Mechanism::word).collect(Collectors.joining(", ")));
    }

    private Sasl sasl(Mechanism mechanism) throws ImapProblem {
        return switch (mechanism) {
            case PLAIN -> new PlainSasl(login);
            case LOGIN -> new LoginSasl(login);
            case SCRAM_SHA_256 -> new ScramSasl(login);
            case XOAUTH2 -> BearerSasl.xoauth2(login, connection.server());
            case OAUTHBEARER -> BearerSasl.oauthbearer(login, connection.server());
        };
    }

    /** A quoted string of one char a byte (RFC 9051, 4.3). */
    static String quoted(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return '"' + bytes.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
