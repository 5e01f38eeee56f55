package mailroom.camel.imap.login;

import java.io.IOException;
import java.util.Optional;

/** The client's side of one SASL exchange (RFC 4422); made for one login. */
interface Sasl {

    String name();

    /** What the client says first; empty if the server speaks first. */
    Optional<byte[]> initial();

    byte[] answer(byte[] challenge) throws IOException;

    /** The server says that it is over and well. */
    default void accepted() throws IOException {}

    /** Why the server refuses, as far as it told in a challenge; for a person, without secrets. */
    default Optional<String> reason() {
        return Optional.empty();
    }
}
