package mailroom.camel.imap.login;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.problem.ImapProblem;

/** AUTHENTICATE (RFC 9051, 6.2.2), with an initial response where the server takes one (RFC 4959). */
final class SaslExchange {

    private static final int MOST_ROUNDS = 8;

    private final ImapConnection connection;
    private final Sasl sasl;

    SaslExchange(ImapConnection connection, Sasl sasl) {
        this.connection = connection;
        this.sasl = sasl;
    }

    void run() throws IOException {
        Optional<byte[]> first = sasl.initial();
        boolean sentAtOnce = first.isPresent() && connection.has("SASL-IR");
        String command = "AUTHENTICATE " + sasl.name();
        String tag = connection.send(sentAtOnce ? command + " " + encoded(first.get()) : command);
        boolean owesFirst = first.isPresent() && !sentAtOnce;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<byte[]> challenge = challenge(tag);
            if (challenge.isEmpty()) {
                sasl.accepted();
                return;
            }
            connection.sendLine(encoded(owesFirst ? first.get() : sasl.answer(challenge.get())));
            owesFirst = false;
        }
        throw ImapProblem.protocol(connection.server() + " does not end AUTHENTICATE");
    }

    private Optional<byte[]> challenge(String tag) throws IOException {
        try {
            return connection.continuation(tag, "AUTHENTICATE").map(SaslExchange::decoded);
        } catch (IllegalArgumentException e) {
            throw ImapProblem.protocol(connection.server() + " sends a challenge that is not base64");
        } catch (ImapProblem refused) {
            throw sasl.reason()
                    .map(reason -> new ImapProblem(refused.kind(), refused.getMessage() + ": " + reason, refused))
                    .orElse(refused);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(String challenge) {
        return Base64.getDecoder().decode(challenge.strip());
    }
}
