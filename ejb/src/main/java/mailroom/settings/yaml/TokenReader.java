package mailroom.settings.yaml;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mailroom.settings.Secret;
import mailroom.settings.TokenSource;

/** Reads {@code token}: a reference, a command or an OAuth 2.0 token endpoint. */
final class TokenReader {

    private final SecretReference secrets;

    TokenReader(SecretReference secrets) {
        this.secrets = secrets;
    }

    Optional<TokenSource> read(Entry entry, String key) {
        if (!entry.has(key)) {
            return Optional.empty();
        }
        if (!entry.isMapping(key)) {
            return entry.parsed(key, secrets::resolveChanging).map(TokenSource.Reference::new);
        }
        Entry token = entry.entry(key).orElseThrow();
        Optional<TokenSource> source = token.has("command") ? command(token) : endpoint(token);
        token.refuseUnknown();
        return source;
    }

    private static Optional<TokenSource> command(Entry token) {
        List<String> arguments = token.texts("command");
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        Path program = Path.of(arguments.get(0));
        if (!program.isAbsolute() || !Files.isExecutable(program)) {
            token.wrong("command", "must begin with the absolute path of a program that may be run");
            return Optional.empty();
        }
        return Optional.of(new TokenSource.Command(List.copyOf(arguments)));
    }

    private Optional<TokenSource> endpoint(Entry token) {
        token.required("endpoint");
        Optional<URI> address = token.parsed("endpoint", TokenReader::address);
        Optional<String> clientId = token.required("clientId");
        Optional<Secret> clientSecret = token.parsed("clientSecret", secrets::resolve);
        Optional<Secret> refreshToken = token.parsed("refreshToken", secrets::resolveChanging);
        Optional<String> scope = token.text("scope");
        if (clientSecret.isEmpty() && refreshToken.isEmpty()) {
            token.wrong("clientSecret", "is missing; only with a refreshToken a client may have none");
        }
        return address.flatMap(
                uri -> clientId.map(id -> new TokenSource.Endpoint(uri, id, clientSecret, refreshToken, scope)));
    }

    private static URI address(String text) {
        Ports.check(text);
        try {
            URI uri = new URI(text);
            boolean complete = uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
            boolean secure = "https".equals(uri.getScheme());
            boolean near = "http".equals(uri.getScheme()) && complete && ServerReader.isLoopback(uri.getHost());
            if (complete && (secure || near)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the message below says what is allowed
        }
        throw new IllegalArgumentException("must be https://host/path; http:// is for loopback only");
    }
}
