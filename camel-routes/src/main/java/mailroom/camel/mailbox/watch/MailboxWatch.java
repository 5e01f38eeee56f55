package mailroom.camel.mailbox.watch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import mailroom.camel.access.Entrance;
import mailroom.camel.access.ServerTurns;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.mailbox.fetch.FolderIncidents;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.camel.mailbox.fetch.FolderReading;
import mailroom.camel.mailbox.fetch.WindowStore;
import mailroom.camel.mailbox.folder.FolderIntake;
import mailroom.camel.mailbox.memory.MailboxMemory;
import mailroom.camel.mailbox.memory.RetryPause;
import mailroom.camel.mailbox.status.MailboxStatus;
import mailroom.folder.FolderKey;
import mailroom.settings.MailboxSettings;

/**
 * Watches one mailbox for as long as it is not stopped: one connection after the other, and a pause after each that
 * failed, whatever the failure was.
 */
public final class MailboxWatch {

    private static final Logger LOG = System.getLogger(MailboxWatch.class.getName());

    /** How soon a secret that was changed after a rejected login is tried. */
    private static final Duration SECRET_GLANCE = Duration.ofSeconds(2);

    private final MailboxSettings settings;
    private final FolderLedger ledger;
    private final FolderIncidents incidents;
    private final Entrance entrance;
    private final ServerTurns turns;
    private final MailboxStatus status;
    private final Rhythm rhythm;
    private final RetryPause retry = new RetryPause();
    private final MailboxMemory memory;
    private boolean impatient;
    private volatile Wake wake = new Wake();
    private volatile ImapSession session;
    private volatile WatchedFolders watched;

    public MailboxWatch(
            MailboxSettings settings,
            FolderLedger ledger,
            FolderIncidents incidents,
            Entrance entrance,
            ServerTurns turns,
            MailboxStatus status,
            Rhythm rhythm) {
        this.settings = settings;
        this.ledger = ledger;
        this.incidents = incidents;
        this.entrance = entrance;
        this.turns = turns;
        this.status = status;
        this.rhythm = rhythm;
        memory = new MailboxMemory(settings.name(), settings.compareEvery(), ledger.owed(), Clock.systemUTC());
    }

    public String mailbox() {
        return settings.name();
    }

    public MailboxSettings settings() {
        return settings;
    }

    public MailboxStatus status() {
        return status;
    }

    /** Before {@link #run}, so that a stop between the two is not lost. */
    public void arm() {
        wake = new Wake();
    }

    /** Returns when {@link #stop} was called. An Error of one connection's work does not end the watch either. */
    public void run(WindowStore store) {
        Wake mine = wake;
        try {
            while (!mine.isStopped()) {
                oneConnection(mine, store);
            }
        } finally {
            if (!mine.isStopped()) {
                status.ended();
            }
        }
    }

    private void oneConnection(Wake mine, WindowStore store) {
        status.connecting();
        try {
            connectAndWatch(mine, intake(store));
        } catch (IOException | RuntimeException | Error e) {
            standBack(mine, e);
        } finally {
            settle(store);
        }
    }

    private FolderIntake intake(WindowStore store) {
        FolderReading reading = new FolderReading(settings.limits(), store, incidents, turns, memory.doubts());
        return new FolderIntake(settings, ledger, incidents, store, reading, status, memory);
    }

    private void connectAndWatch(Wake mine, FolderIntake intake) throws IOException {
        try (ImapSession open = logIn(mine)) {
            session = open;
            WatchedFolders folders = new WatchedFolders(open, settings, rhythm, intake, memory, status, mine);
            watched = folders;
            folders.watch(retry, () -> entrance.othersWait(settings));
            open.logout();
        } finally {
            session = null;
            watched = null;
        }
    }

    private ImapSession logIn(Wake mine) throws IOException {
        try (ServerTurns.Turn turn = turns.toLogIn(settings.server(), mine::isStopped)) {
            return entrance.open(settings, impatient ? ImapTimeouts.IMPATIENT : ImapTimeouts.DEFAULT);
        }
    }

    private void standBack(Wake mine, Throwable failure) {
        if (mine.isStopped()) {
            return;
        }
        boolean progress = memory.doubts().takeProgress();
        if (progress) {
            retry.progressed();
        }
        boolean silent = failure instanceof ImapProblem problem && problem.kind() == ImapProblem.Kind.TIMEOUT;
        impatient = silent && (progress || memory.doubts().haveSuspects());
        Duration pause = retry.after(failure);
        Failure named = Failure.of(failure);
        status.failed(named.kind(), named.message());
        LOG.log(Level.WARNING, "mailbox {0} stands back for {1} s: {2}", mailbox(), pause.toSeconds(), named.message());
        if (!(failure instanceof ImapProblem)) {
            LOG.log(failure instanceof Error ? Level.ERROR : Level.DEBUG, "mailbox " + mailbox(), failure);
        }
        if (RetryPause.isRejectedLogin(failure)) {
            awaitOtherSecret(mine, pause);
        } else {
            mine.pause(pause);
        }
    }

    /** No ring ends it; a secret that has changed meanwhile does. */
    private void awaitOtherSecret(Wake mine, Duration atMost) {
        Object rejected = entrance.proofOf(settings);
        long end = System.nanoTime() + atMost.toNanos();
        while (!mine.isStopped()
                && System.nanoTime() < end
                && entrance.proofOf(settings).equals(rejected)) {
            mine.pauseUnlessStopped(SECRET_GLANCE);
        }
    }

    private static void settle(WindowStore store) {
        try {
            store.settle();
        } catch (IOException failed) {
            LOG.log(Level.WARNING, failed.getMessage(), failed.getCause());
        }
    }

    /** A window of the folder is in the archive; from any thread. */
    public void stored(FolderKey folder) {
        status.reached(ledger.cursors().cursor(folder));
    }

    /** Compares all folders with the server now, or once it can be reached. */
    public void compare() {
        memory.comparisons().ask();
        memory.chores().askNow();
        entrance.limits(settings).askAgain();
        ring();
    }

    /** Looks for mail now. */
    public void ring() {
        wake.ring();
        endIdle();
    }

    /** Ends {@link #run} after the command that runs, with a LOGOUT. */
    public void stop() {
        wake.stop();
        endIdle();
    }

    private void endIdle() {
        WatchedFolders waiting = watched;
        if (waiting != null) {
            waiting.endIdle();
        }
    }

    /** Ends {@link #run} whatever it reads. */
    public void abort() {
        ImapSession open = session;
        if (open != null) {
            open.close();
        }
    }
}
