package mailroom.camel.access;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.settings.KeptTokens;
import mailroom.settings.Secret;
import mailroom.settings.TokenSource;

/** Keeps the token of one endpoint and gets the next before it ends. */
final class TokenEndpoint {

    /** A token is not used for a login in the last part of its life: the twentieth, at least this. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private static final int PARTS = 20;

    private static final System.Logger LOG = System.getLogger(TokenEndpoint.class.getName());

    private final TokenSource.Endpoint source;
    private final TokenRequest request;
    private final Optional<KeptTokens> disk;
    private final Clock clock;
    private Optional<Granted> kept = Optional.empty();
    private Optional<Secret> newerRefreshToken = Optional.empty();
    private String seed = "";

    /** What an endpoint gave. */
    record Granted(Secret token, Instant useUntil) {}

    /** @param disk where a newer refresh token outlasts a restart */
    TokenEndpoint(TokenSource.Endpoint source, Optional<KeptTokens> disk, Clock clock) {
        this.source = source;
        request = new TokenRequest(source);
        this.disk = disk;
        this.clock = clock;
    }

    synchronized Secret token() throws ImapProblem {
        Optional<Granted> good = kept.filter(granted -> clock.instant().isBefore(granted.useUntil()));
        if (good.isEmpty()) {
            kept = Optional.of(renewed());
        }
        return kept.orElseThrow().token();
    }

    /**
     * After the newest refresh token is refused, the configured one has its turn; a configured one that changed, at once.
     * The newest is kept until another one has been granted: whatever the endpoint refused both for may pass.
     */
    private Granted renewed() throws ImapProblem {
        String seedNow = KeptTokens.seedOf(source);
        if (!seedNow.equals(seed)) {
            seed = seedNow;
            newerRefreshToken = disk.flatMap(tokens -> tokens.find(source)).map(KeptTokens.Kept::token);
        }
        Optional<Secret> newer = newerRefreshToken;
        if (newer.isPresent()) {
            try {
                return granted(request.send(newer));
            } catch (ImapProblem refused) {
                if (refused.kind() != ImapProblem.Kind.LOGIN_REJECTED) {
                    throw refused;
                }
            }
        }
        TokenRequest.Answer bySeed = request.send(Optional.empty());
        newerRefreshToken = Optional.empty();
        return granted(bySeed);
    }

    /** The old refresh token may be worth nothing from now on, so the new one is on the disk before anything else. */
    private void keep(TokenRequest.Answer answer) {
        answer.refreshToken().ifPresent(newer -> newerRefreshToken = Optional.of(newer));
        Optional<Secret> current = newerRefreshToken.or(source::refreshToken);
        if (disk.isEmpty() || current.isEmpty()) {
            return;
        }
        if (answer.refreshToken().isEmpty() && answer.refreshSeconds().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Optional<Instant> ends = answer.refreshSeconds().isPresent()
                ? Optional.of(now.plusSeconds(answer.refreshSeconds().getAsLong()))
                : Optional.empty();
        try {
            disk.get().keep(source, new KeptTokens.Kept(current.get(), now, ends));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the new refresh token of " + source.address().getHost()
                            + " cannot be kept in MAILROOM_HOME/tokens; a restart would lose it",
                    e);
        }
    }

    private Granted granted(TokenRequest.Answer answer) {
        keep(answer);
        Duration life = Duration.ofSeconds(answer.secondsToLive());
        Duration part = life.dividedBy(PARTS);
        Duration margin = part.compareTo(MARGIN) > 0 ? part : MARGIN;
        return new Granted(answer.token(), clock.instant().plus(life).minus(margin));
    }

    synchronized void forget() {
        kept = Optional.empty();
    }
}
