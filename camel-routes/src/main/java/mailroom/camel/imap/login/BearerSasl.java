package mailroom.camel.imap.login;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.settings.ServerAddress;

/** A token by OAUTHBEARER (RFC 7628) or XOAUTH2 (Google's and Microsoft's older form of it). */
final class BearerSasl implements Sasl {

    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([A-Za-z0-9_.-]{1,40})\"");

    private final boolean standard;
    private final ImapLogin login;
    private final ServerAddress server;
    private Optional<String> reason = Optional.empty();

    private BearerSasl(boolean standard, ImapLogin login, ServerAddress server) {
        this.standard = standard;
        this.login = login;
        this.server = server;
    }

    static BearerSasl oauthbearer(ImapLogin login, ServerAddress server) {
        return new BearerSasl(true, login, server);
    }

    static BearerSasl xoauth2(ImapLogin login, ServerAddress server) {
        return new BearerSasl(false, login, server);
    }

    @Override
    public String name() {
        return standard ? "OAUTHBEARER" : "XOAUTH2";
    }

    @Override
    public Optional<byte[]> initial() {
        String bearer = "auth=Bearer " + login.secret().reveal() + "\1\1";
        String message = standard
                ? "n,a=" + saslName(login.user()) + ",\1host=" + server.host() + "\1port=" + server.port() + "\1"
                        + bearer
                : "user=" + login.user() + "\1" + bearer;
        return Optional.of(message.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 5801, 4: comma and equals sign would end the name. */
    private static String saslName(String user) {
        return user.replace("=", "=3D").replace(",", "=2C");
    }

    /** The error challenge: it has to be answered before the server says NO (RFC 7628, 3.2.3). */
    @Override
    public byte[] answer(byte[] challenge) throws ImapProblem {
        if (reason.isPresent()) {
            throw ImapProblem.protocol("the server asks for more than a token");
        }
        Matcher status = STATUS.matcher(new String(challenge, StandardCharsets.UTF_8));
        reason = Optional.of(status.find() ? "the token is refused: " + status.group(1) : "the token is refused");
        return standard ? new byte[] {1} : new byte[0];
    }

    @Override
    public Optional<String> reason() {
        return reason;
    }
}
