package mailroom.camel.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mailroom.camel.imap.ImapProblem;
import mailroom.settings.Secret;
import mailroom.settings.TokenSource;

/** Keeps the token of one endpoint and gets the next before it ends. */
final class TokenEndpoint {

    /** A token is not used for a login in the last part of its life: the twentieth, at least this. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private static final int PARTS = 20;

    private final TokenRequest request;
    private final Clock clock;
    private Optional<Granted> kept = Optional.empty();
    private Optional<Secret> newerRefreshToken = Optional.empty();

    /** What an endpoint gave. */
    record Granted(Secret token, Instant useUntil, Optional<Secret> refreshToken) {}

    TokenEndpoint(TokenSource.Endpoint source, Clock clock) {
        request = new TokenRequest(source);
        this.clock = clock;
    }

    synchronized Secret token() throws ImapProblem {
        Optional<Granted> good = kept.filter(granted -> clock.instant().isBefore(granted.useUntil()));
        if (good.isEmpty()) {
            kept = Optional.of(renewed());
            kept.flatMap(Granted::refreshToken).ifPresent(newer -> newerRefreshToken = Optional.of(newer));
        }
        return kept.orElseThrow().token();
    }

    /** A refresh token that the server replaced lives in memory only: after it fails, the configured one has its turn. */
    private Granted renewed() throws ImapProblem {
        Optional<Secret> newer = newerRefreshToken;
        newerRefreshToken = Optional.empty();
        if (newer.isPresent()) {
            try {
                return granted(request.send(newer));
            } catch (ImapProblem refused) {
                if (refused.kind() != ImapProblem.Kind.LOGIN_REJECTED) {
                    newerRefreshToken = newer;
                    throw refused;
                }
            }
        }
        return granted(request.send(Optional.empty()));
    }

    private Granted granted(TokenRequest.Answer answer) {
        Duration life = Duration.ofSeconds(answer.secondsToLive());
        Duration part = life.dividedBy(PARTS);
        Duration margin = part.compareTo(MARGIN) > 0 ? part : MARGIN;
        return new Granted(answer.token(), clock.instant().plus(life).minus(margin), answer.refreshToken());
    }

    synchronized void forget() {
        kept = Optional.empty();
    }
}
