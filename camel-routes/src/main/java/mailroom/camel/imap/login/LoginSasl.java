package mailroom.camel.imap.login;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mailroom.camel.imap.problem.ImapProblem;

/** LOGIN (draft-murchison-sasl-login): the server asks for the name, then for the password, in words of its choice. */
final class LoginSasl implements Sasl {

    private final ImapLogin login;
    private int asked;

    LoginSasl(ImapLogin login) {
        this.login = login;
    }

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public Optional<byte[]> initial() {
        return Optional.empty();
    }

    @Override
    public byte[] answer(byte[] challenge) throws ImapProblem {
        String said =
                switch (asked++) {
                    case 0 -> login.user();
                    case 1 -> login.secret().reveal();
                    default -> throw ImapProblem.protocol("the server asks for more than a name and a password");
                };
        return said.getBytes(StandardCharsets.UTF_8);
    }
}
