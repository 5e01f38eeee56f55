package mailroom.camel.access;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.settings.KeptTokens;
import mailroom.settings.Secret;
import mailroom.settings.TokenSource;

/** Gets the access token for a login just now: from a file, a program or an OAuth 2.0 token endpoint. */
final class Tokens {

    private final Clock clock;
    private final Optional<KeptTokens> kept;
    private final Map<TokenSource.Endpoint, TokenEndpoint> endpoints = new ConcurrentHashMap<>();

    /** Nothing is kept over a restart. */
    Tokens(Clock clock) {
        this(clock, Optional.empty());
    }

    Tokens(Clock clock, Optional<KeptTokens> kept) {
        this.clock = clock;
        this.kept = kept;
    }

    Secret of(TokenSource source) throws ImapProblem {
        if (source instanceof TokenSource.Reference reference) {
            return reference.token();
        }
        if (source instanceof TokenSource.Command command) {
            return new TokenCommand(command.arguments()).run();
        }
        return endpoint((TokenSource.Endpoint) source).token();
    }

    /** What tells whether the source itself has changed. */
    static String known(TokenSource source) {
        return source instanceof TokenSource.Reference reference
                ? reference.token().reveal()
                : source instanceof TokenSource.Endpoint endpoint
                        ? endpoint.clientId()
                                + endpoint.clientSecret().map(Secret::reveal)
                                + endpoint.refreshToken().map(Secret::reveal)
                        : source.toString();
    }

    /** The server refused it: the next one is asked for anew. */
    void refused(TokenSource source) {
        if (source instanceof TokenSource.Endpoint endpoint) {
            endpoint(endpoint).forget();
        }
    }

    /** As many as mailroom.yaml had endpoints since the start. */
    private TokenEndpoint endpoint(TokenSource.Endpoint source) {
        return endpoints.computeIfAbsent(source, known -> new TokenEndpoint(known, kept, clock));
    }
}
