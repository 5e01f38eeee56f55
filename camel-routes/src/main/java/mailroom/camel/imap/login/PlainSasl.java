package mailroom.camel.imap.login;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mailroom.camel.imap.problem.ImapProblem;

/** Speaks PLAIN (RFC 4616). */
record PlainSasl(ImapLogin login) implements Sasl {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public Optional<byte[]> initial() {
        String message = "\0" + login.user() + "\0" + login.secret().reveal();
        return Optional.of(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] answer(byte[] challenge) throws ImapProblem {
        throw ImapProblem.protocol("the server asks for more than PLAIN has");
    }
}
