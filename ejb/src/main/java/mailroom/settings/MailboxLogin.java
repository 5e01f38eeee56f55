package mailroom.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * Who logs in to a mailbox and by what.
 *
 * @param mechanism empty: the strongest that the server offers for these credentials
 */
public record MailboxLogin(String user, Credentials credentials, Optional<Mechanism> mechanism) {

    /** What proves that it is the user. */
    public sealed interface Credentials {
        record Password(Secret secret) implements Credentials {}

        record Token(TokenSource source) implements Credentials {}
    }

    /** SASL mechanisms (RFC 4422) that Mailroom speaks. */
    public enum Mechanism {
        PLAIN,
        LOGIN,
        SCRAM_SHA_256,
        XOAUTH2,
        OAUTHBEARER;

        /** As mailroom.yaml has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** As SASL has it. */
        public String saslName() {
            return name().replace('_', '-');
        }

        public boolean takesToken() {
            return this == XOAUTH2 || this == OAUTHBEARER;
        }
    }

    public static MailboxLogin withPassword(String user, Secret password) {
        return new MailboxLogin(user, new Credentials.Password(password), Optional.empty());
    }
}
