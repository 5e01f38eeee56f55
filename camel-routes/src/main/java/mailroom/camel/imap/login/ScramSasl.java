package mailroom.camel.imap.login;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mailroom.camel.imap.problem.ImapProblem;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677): the password never leaves, and the server proves that it knows it too. Without
 * channel binding.
 */
final class ScramSasl implements Sasl {

    /** A server could make a login last for hours by asking for more (RFC 7677 wants at least 4096). */
    static final int MOST_ITERATIONS = 1_000_000;

    private final ScramClient client;
    private int answered;

    ScramSasl(ImapLogin login) throws ImapProblem {
        try {
            client = ScramClient.builder()
                    .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                    .username(login.user())
                    .password(login.secret().reveal().toCharArray())
                    .stringPreparation(StringPreparation.SASL_PREPARATION)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ImapProblem(
                    ImapProblem.Kind.LOGIN_UNSUPPORTED,
                    "the name or the password has characters that SCRAM forbids",
                    e);
        }
    }

    @Override
    public String name() {
        return "SCRAM-SHA-256";
    }

    @Override
    public Optional<byte[]> initial() {
        return Optional.of(bytes(client.clientFirstMessage().toString()));
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] answer(byte[] challenge) throws ImapProblem {
        String message = new String(challenge, StandardCharsets.UTF_8);
        try {
            return switch (answered++) {
                case 0 -> proof(message);
                case 1 -> {
                    client.serverFinalMessage(message);
                    yield new byte[0];
                }
                default -> throw ImapProblem.protocol("the server asks for more than SCRAM has");
            };
        } catch (ScramException | IllegalArgumentException | IllegalStateException e) {
            throw new ImapProblem(
                    ImapProblem.Kind.PROTOCOL_ERROR, "the server does not prove that it knows the password", e);
        }
    }

    private byte[] proof(String serverFirst) throws ScramException, ImapProblem {
        if (client.serverFirstMessage(serverFirst).getIterationCount() > MOST_ITERATIONS) {
            throw ImapProblem.protocol("the server asks for more than " + MOST_ITERATIONS + " iterations of SCRAM");
        }
        return bytes(client.clientFinalMessage().toString());
    }

    /** OK without the server's signature is no proof. */
    @Override
    public void accepted() throws ImapProblem {
        if (answered < 2) {
            throw ImapProblem.protocol("the server lets in without a proof that it knows the password");
        }
    }
}
