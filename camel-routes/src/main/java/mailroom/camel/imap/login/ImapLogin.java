package mailroom.camel.imap.login;

import java.util.List;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxLogin.Credentials;
import mailroom.settings.MailboxLogin.Mechanism;
import mailroom.settings.Secret;

/**
 * Who logs in.
 *
 * @param secret password or token, as it is just now
 * @param mechanisms the first that the server offers is used
 */
public record ImapLogin(String user, Secret secret, List<Mechanism> mechanisms) {

    private static final List<Mechanism> FOR_PASSWORDS =
            List.of(Mechanism.SCRAM_SHA_256, Mechanism.PLAIN, Mechanism.LOGIN);
    private static final List<Mechanism> FOR_TOKENS = List.of(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2);

    public static ImapLogin of(MailboxLogin login, Secret secret) {
        List<Mechanism> usual = login.credentials() instanceof Credentials.Token ? FOR_TOKENS : FOR_PASSWORDS;
        return new ImapLogin(
                login.user(), secret, login.mechanism().map(List::of).orElse(usual));
    }

    public static ImapLogin withPassword(String user, Secret password) {
        return new ImapLogin(user, password, FOR_PASSWORDS);
    }
}
