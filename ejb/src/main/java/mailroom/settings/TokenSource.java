package mailroom.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where an OAuth 2.0 access token comes from; asked for each login. */
public sealed interface TokenSource {

    /** @param token read again for each login if it stands in a file */
    record Reference(Secret token) implements TokenSource {}

    /** @param arguments program first; its first line on standard output is the token */
    record Command(List<String> arguments) implements TokenSource {}

    /**
     * Asks a token endpoint (RFC 6749, 4.4 and 6).
     *
     * @param address https, or http on loopback
     * @param refreshToken empty: the grant is client_credentials
     */
    record Endpoint(
            URI address,
            String clientId,
            Optional<Secret> clientSecret,
            Optional<Secret> refreshToken,
            Optional<String> scope)
            implements TokenSource {}
}
