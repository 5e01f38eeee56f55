package mailroom.camel.mailbox;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import mailroom.camel.imap.IdleWatch;
import mailroom.camel.imap.ImapSession;

/**
 * The one place that decides how a mailbox waits for news: IDLE in the INBOX, and a pause where the settings or the
 * server want one. IDLE ends so often that its end probes the connection and other folders get their turn.
 */
final class Watching {

    /** Renews IDLE, probes the connection and looks at the folders that are not idled on. */
    static final Duration IDLE_ROUND = Duration.ofSeconds(45);
    /** Between looks where the server lacks IDLE and the settings name no pause. */
    static final Duration POLL_PAUSE = Duration.ofSeconds(60);

    private final ImapSession session;
    private final Optional<Duration> pollEvery;
    private final Wake wake;
    private IdleWatch idle;

    Watching(ImapSession session, Optional<Duration> pollEvery, Wake wake) {
        this.session = session;
        this.pollEvery = pollEvery;
        this.wake = wake;
    }

    boolean idles() throws IOException {
        return pollEvery.isEmpty() && session.offers("IDLE");
    }

    /**
     * Until news, a ring or the end of the round; the folder to idle on is open.
     *
     * @return whether somebody rang
     */
    boolean await() throws IOException {
        if (!idles()) {
            boolean rung = wake.pause(pollEvery.orElse(POLL_PAUSE));
            if (!wake.isStopped()) {
                session.noop();
            }
            return rung;
        }
        IdleWatch watch = new IdleWatch(session);
        synchronized (this) {
            idle = watch;
        }
        watch.await(IDLE_ROUND, this::endIfRung);
        return wake.takeRing();
    }

    private void endIfRung() {
        if (wake.isRung() || wake.isStopped()) {
            endIdle();
        }
    }

    /** From any thread. */
    synchronized void endIdle() {
        if (idle == null) {
            return;
        }
        try {
            idle.wake();
        } catch (IOException broken) {
            session.close();
        }
    }
}
