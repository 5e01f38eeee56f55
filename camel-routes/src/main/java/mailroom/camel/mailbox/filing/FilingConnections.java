package mailroom.camel.mailbox.filing;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mailroom.camel.access.Entrance;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.settings.MailboxSettings;

/**
 * Connections that mails were filed over, kept for the next one: at most one idle for a mailbox, and none where the
 * settings limit the connections to the server, because others want in. A kept one has to answer NOOP first.
 */
final class FilingConnections {

    static final Duration KEPT_IDLE = Duration.ofSeconds(5);
    static final int MOST_MAILS_A_CONNECTION = 100;

    private final Entrance entrance;
    private final Map<MailboxSettings, FilingConnection> idle = new ConcurrentHashMap<>();
    private volatile ScheduledExecutorService clock;
    private volatile boolean closed;

    FilingConnections(Entrance entrance) {
        this.entrance = entrance;
    }

    /** @param session logged in, in whatever state the last mail left it */
    record FilingConnection(ImapSession session, int mails) {}

    /** From now on connections are kept, and closed on this one's threads. */
    void closeIdleOnes(ScheduledExecutorService threads) {
        clock = threads;
    }

    /** For one thread, until {@link #keep} or the session is closed. */
    FilingConnection take(MailboxSettings mailbox) throws IOException {
        Optional<FilingConnection> kept = Optional.ofNullable(idle.remove(mailbox));
        if (kept.isPresent() && stands(kept.get().session())) {
            return kept.get();
        }
        return new FilingConnection(entrance.open(mailbox, ImapTimeouts.DEFAULT), 0);
    }

    /** Another connection is tried only where this one is known to be gone: who waits for an answer has waited enough. */
    private static boolean stands(ImapSession session) throws IOException {
        try {
            session.noop();
            return true;
        } catch (ImapProblem problem) {
            session.close();
            if (problem.kind() == ImapProblem.Kind.CONNECTION_LOST || problem.kind() == ImapProblem.Kind.BYE) {
                return false;
            }
            throw problem;
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** After a mail that went without any problem. */
    void keep(MailboxSettings mailbox, FilingConnection used) {
        FilingConnection next = new FilingConnection(used.session(), used.mails() + 1);
        if (clock == null
                || mailbox.limits().connections() > 0
                || next.mails() == MOST_MAILS_A_CONNECTION
                || idle.putIfAbsent(mailbox, next) != null) {
            used.session().logout();
            return;
        }
        try {
            clock.schedule(() -> end(mailbox, next), KEPT_IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (closed) {
                end(mailbox, next);
            }
        } catch (RejectedExecutionException stopping) {
            end(mailbox, next);
        }
    }

    /** Nothing where it was taken meanwhile. */
    private void end(MailboxSettings mailbox, FilingConnection kept) {
        if (idle.remove(mailbox, kept)) {
            kept.session().logout();
        }
    }

    void close() {
        closed = true;
        idle.forEach(this::end);
    }
}
