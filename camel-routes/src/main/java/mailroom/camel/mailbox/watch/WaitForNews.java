package mailroom.camel.mailbox.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import mailroom.camel.imap.FolderNews;
import mailroom.camel.imap.IdleWatch;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.Polling;

/**
 * The one place that decides how a mailbox waits for news: IDLE in the open folder with NOTIFY for the others, and a
 * pause where the settings or the server want one.
 */
final class WaitForNews {

    /** The first round after news: what came unnoticed while IDLE was entered is found at its end. */
    static final Duration FIRST_ROUND = Duration.ofSeconds(5);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    /** So often news may follow each other within less than that; mails do come in bursts. */
    static final int QUICK_ONES_MAX = 20;

    private final ImapSession session;
    private final Optional<Duration> pollEvery;
    private final Rhythm rhythm;
    private final Wake wake;
    private final FolderNews others;
    private boolean asked;
    private boolean settled;
    private int quickOnes;
    private IdleWatch idle;

    WaitForNews(ImapSession session, Optional<Duration> pollEvery, Rhythm rhythm, Wake wake) {
        this.session = session;
        this.pollEvery = pollEvery;
        this.rhythm = rhythm;
        this.wake = wake;
        others = new FolderNews(session);
    }

    /** Where the server can, it shall tell of folders that are not open; once for a connection. */
    void wantOthers() throws IOException {
        if (!asked && idles()) {
            asked = true;
            others.ask();
        }
    }

    boolean isToldOfOthers() {
        return others.isOn();
    }

    private boolean idles() throws IOException {
        return pollEvery.isEmpty() && session.offers("IDLE");
    }

    /**
     * Until news, a ring or the end of the round; the folder to idle on is open, if there is any.
     *
     * @param atMost until something is due by itself
     */
    EndOfWait await(Optional<Duration> atMost) throws IOException {
        if (!idles() || session.examined().isEmpty()) {
            return pause(atMost);
        }
        Duration round = sooner(round(), atMost);
        long begun = System.nanoTime();
        Optional<Boolean> idled = idle(round);
        if (idled.isEmpty()) {
            return pause(atMost);
        }
        boolean news = idled.get();
        boolean rung = wake.takeRing();
        Set<String> changed = others.take();
        settled = !news && !rung && changed.isEmpty();
        long passed = System.nanoTime() - begun;
        quickOnes = rung || passed >= SHORTEST_WAIT.toNanos() ? 0 : quickOnes + 1;
        if (settled || quickOnes > QUICK_ONES_MAX) {
            rung |= wake.pause(rest(settled, quickOnes, round).minusNanos(passed));
        }
        return new EndOfWait(rung, changed, settled && !rung);
    }

    /** Whether there are news; empty where the server refuses IDLE. */
    private Optional<Boolean> idle(Duration round) throws IOException {
        IdleWatch watch = new IdleWatch(session, rhythm.answer(), () -> !others.isEmpty());
        synchronized (this) {
            idle = watch;
        }
        return watch.unlessRefused(round, this::endIfRung);
    }

    /**
     * A server that ends IDLE by itself would be asked without end: a second passes, and after many of these twice as long
     * each time, up to a minute or the round. One that tells of news each time is looked at once a second.
     */
    static Duration rest(boolean withoutNews, int quickOnes, Duration round) {
        int doubled = withoutNews ? Math.max(0, Math.min(6, quickOnes - QUICK_ONES_MAX)) : 0;
        Duration rest = SHORTEST_WAIT.multipliedBy(1L << doubled);
        return rest.compareTo(round) < 0 ? rest : round;
    }

    private Duration round() {
        boolean isShort = !settled && rhythm.idle().compareTo(FIRST_ROUND) > 0;
        return isShort ? FIRST_ROUND : rhythm.idle();
    }

    private static Duration sooner(Duration round, Optional<Duration> due) {
        return due.filter(wait -> wait.compareTo(round) < 0)
                .map(wait -> wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait)
                .orElse(round);
    }

    private EndOfWait pause(Optional<Duration> atMost) throws IOException {
        boolean rung = wake.pause(sooner(pollEvery.orElse(rhythm.poll()), atMost));
        if (!wake.isStopped()) {
            new Polling(session).ask();
        }
        return new EndOfWait(rung, others.take(), !rung);
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
