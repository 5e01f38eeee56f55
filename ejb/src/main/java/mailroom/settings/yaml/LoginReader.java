package mailroom.settings.yaml;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxLogin.Credentials;
import mailroom.settings.MailboxLogin.Mechanism;

/** Reads {@code user}, {@code auth} and either {@code password} or {@code token} of a mailbox. */
final class LoginReader {

    private final SecretReference secrets;
    private final TokenReader tokens;

    LoginReader(SecretReference secrets) {
        this.secrets = secrets;
        tokens = new TokenReader(secrets);
    }

    Optional<MailboxLogin> read(Entry entry) {
        Optional<String> user = entry.required("user");
        Optional<Mechanism> mechanism = entry.parsed("auth", LoginReader::mechanism);
        Optional<Credentials> credentials = credentials(entry);
        if (mechanism.isPresent() && credentials.isPresent()) {
            check(entry, mechanism.get(), credentials.get() instanceof Credentials.Token);
        }
        return user.flatMap(name -> credentials.map(proof -> new MailboxLogin(name, proof, mechanism)));
    }

    private Optional<Credentials> credentials(Entry entry) {
        Optional<Credentials> token = tokens.read(entry, "token").map(Credentials.Token::new);
        if (!entry.has("token")) {
            entry.required("password");
        }
        Optional<Credentials> password =
                entry.parsed("password", secrets::resolve).map(Credentials.Password::new);
        if (entry.has("token") && entry.has("password")) {
            entry.wrong("token", "goes without a password");
        }
        return token.or(() -> password);
    }

    private static void check(Entry entry, Mechanism mechanism, boolean hasToken) {
        if (mechanism.takesToken() && !hasToken) {
            entry.wrong("auth", mechanism.word() + " needs a token");
        } else if (!mechanism.takesToken() && hasToken) {
            entry.wrong("auth", mechanism.word() + " needs a password, not a token");
        }
    }

    private static Mechanism mechanism(String text) {
        return Arrays.stream(Mechanism.values())
                .filter(known -> known.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(Mechanism.values()).map(Mechanism::word).collect(Collectors.joining(", "))));
    }
}
