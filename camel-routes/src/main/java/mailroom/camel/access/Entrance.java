package mailroom.camel.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ConnectionTerms.Compression;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.mailbox.RejectedLogins;
import mailroom.mailbox.Traffic;
import mailroom.settings.KeptTokens;
import mailroom.settings.MailboxLogin;
import mailroom.settings.MailboxLogin.Credentials;
import mailroom.settings.MailboxSettings;
import mailroom.settings.Secret;
import mailroom.settings.TokenSource;

/**
 * The only way into a mailbox's server, for whoever wants in: within the limits of the mailbox, with the secret as it is
 * now, and not with one that the server has rejected too often.
 */
@ApplicationScoped
public class Entrance {

    /** Mailboxes, tried ones among them, whose servers are remembered. */
    private static final int MOST_KNOWN = 10_000;

    private final RejectedLogins rejections;
    private final UsageGates gates;
    private final Tokens tokens;
    private final Map<String, LearnedLimits> limits = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LearnedLimits> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    Entrance() {
        this(null, null, Optional.empty(), null);
    }

    @Inject
    public Entrance(RejectedLogins rejections, Traffic traffic, KeptTokens kept) {
        this(rejections, traffic, Optional.of(kept), Clock.systemUTC());
    }

    /** Keeps no refresh token over a restart. */
    public Entrance(RejectedLogins rejections, Traffic traffic) {
        this(rejections, traffic, Clock.systemUTC());
    }

    Entrance(RejectedLogins rejections, Traffic traffic, Clock clock) {
        this(rejections, traffic, Optional.empty(), clock);
    }

    private Entrance(RejectedLogins rejections, Traffic traffic, Optional<KeptTokens> kept, Clock clock) {
        this.rejections = rejections;
        gates = new UsageGates(traffic, clock);
        tokens = new Tokens(clock, kept);
    }

    /** Connects and logs in. */
    public ImapSession open(MailboxSettings mailbox, ImapTimeouts timeouts) throws ImapProblem {
        String server = mailbox.server().toString();
        Secret known = knownSecret(mailbox.login());
        Optional<Instant> closed = rejections.closedUntil(server, mailbox.user(), known);
        if (closed.isPresent()) {
            throw new ImapProblem(
                    Kind.LOGIN_REJECTED,
                    server + " has rejected this login " + RejectedLogins.MOST + " times; it is not tried again before "
                            + closed.get().truncatedTo(ChronoUnit.SECONDS) + " unless the secret changes");
        }
        try {
            ImapSession session = admitted(mailbox, timeouts);
            rejections.accepted(server, mailbox.user());
            return session;
        } catch (ImapProblem problem) {
            if (problem.kind() == Kind.LOGIN_REJECTED) {
                rejections.rejected(server, mailbox.user(), known);
                source(mailbox.login()).ifPresent(tokens::refused);
            }
            throw problem;
        }
    }

    private ImapSession admitted(MailboxSettings mailbox, ImapTimeouts timeouts) throws ImapProblem {
        MailboxUsageGate.Pass pass = gates.of(mailbox).enter();
        try {
            ImapLogin login = ImapLogin.of(mailbox.login(), secretNow(mailbox.login()));
            Compression compress = mailbox.compress()
                    .map(wanted -> wanted ? Compression.ALWAYS : Compression.NEVER)
                    .orElse(Compression.BEYOND_LOOPBACK);
            ConnectionTerms terms = new ConnectionTerms(timeouts, pass, compress, limits(mailbox));
            return introduced(ImapSession.open(mailbox.server(), login, terms));
        } catch (ImapProblem | RuntimeException e) {
            pass.ended();
            throw e;
        }
    }

    private static ImapSession introduced(ImapSession session) throws ImapProblem {
        try {
            session.introduce();
            return session;
        } catch (IOException e) {
            session.close();
            throw e instanceof ImapProblem problem
                    ? problem
                    : new ImapProblem(Kind.CONNECTION_LOST, "the connection to " + session.server() + " broke", e);
        }
    }

    /** What was found out about the server of a mailbox. */
    public LearnedLimits limits(MailboxSettings mailbox) {
        synchronized (limits) {
            return limits.computeIfAbsent(mailbox.name() + '@' + mailbox.server(), name -> new LearnedLimits());
        }
    }

    /** Other mailboxes wait for a connection to this one's server. */
    public boolean othersWait(MailboxSettings mailbox) {
        return gates.of(mailbox).othersWait();
    }

    /** Another one than at an earlier call: a rejected login may be tried again. */
    public Object proofOf(MailboxSettings mailbox) {
        return knownSecret(mailbox.login());
    }

    private Secret secretNow(MailboxLogin login) throws ImapProblem {
        return login.credentials() instanceof Credentials.Password password
                ? password.secret()
                : tokens.of(source(login).orElseThrow());
    }

    /** What a person can change: a token that an endpoint or a program makes is another one each time. */
    private static Secret knownSecret(MailboxLogin login) {
        return new Secret(
                login.credentials() instanceof Credentials.Password password
                        ? password.secret().reveal()
                        : Tokens.known(source(login).orElseThrow()));
    }

    private static Optional<TokenSource> source(MailboxLogin login) {
        return login.credentials() instanceof Credentials.Token token ? Optional.of(token.source()) : Optional.empty();
    }
}
