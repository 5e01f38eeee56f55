package mailroom.camel.mailbox;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ImapTimeouts;
import mailroom.camel.imap.ListedFolder;
import mailroom.intake.MailboxReport.State;
import mailroom.settings.MailboxSettings;

/** Watches one mailbox for as long as it is not stopped: connects, takes in, waits for news, stands back after failures. */
final class MailboxWatch {

    private static final Logger LOG = System.getLogger(MailboxWatch.class.getName());
    /** How often new and vanished folders are noticed. */
    private static final Duration RELIST = Duration.ofMinutes(5);

    private final MailboxSettings settings;
    private final IntakeDesk desk;
    private final MailboxStatus status;
    private final RetryPause retry = new RetryPause();
    private final Doubts doubts = new Doubts();
    private volatile Wake wake = new Wake();
    private volatile ImapSession session;
    private volatile Watching watching;

    MailboxWatch(MailboxSettings settings, IntakeDesk desk, MailboxStatus status) {
        this.settings = settings;
        this.desk = desk;
        this.status = status;
    }

    /** Takes a complete window to the archive; an exception means that it is not stored. */
    @FunctionalInterface
    interface WindowTaker {
        void take(ReadWindow window) throws Exception;
    }

    String mailbox() {
        return settings.name();
    }

    MailboxSettings settings() {
        return settings;
    }

    MailboxStatus status() {
        return status;
    }

    /** Before {@link #run}, so that a stop between the two is not lost. */
    void arm() {
        wake = new Wake();
    }

    /** Returns when {@link #stop} was called. */
    void run(HandOver handOver, WindowTaker taker) {
        Wake mine = wake;
        while (!mine.isStopped()) {
            status.is(State.CONNECTING);
            try {
                connectAndWatch(mine, new FolderIntake(settings, desk, status, doubts, handOver, taker));
            } catch (IOException | RuntimeException e) {
                standBack(mine, e);
            } finally {
                settle(handOver);
            }
        }
    }

    private void connectAndWatch(Wake mine, FolderIntake intake) throws IOException {
        try (ImapSession open =
                ImapSession.open(settings.server(), settings.user(), settings.password(), ImapTimeouts.DEFAULT)) {
            session = open;
            watch(open, mine, intake);
            if (mine.isStopped()) {
                open.logout();
            }
        } finally {
            session = null;
        }
    }

    private void watch(ImapSession open, Wake mine, FolderIntake intake) throws IOException {
        Watching waiting = new Watching(open, settings.pollEvery(), mine);
        watching = waiting;
        List<ListedFolder> folders = List.of();
        long listed = 0;
        boolean rung = false;
        while (!mine.isStopped()) {
            if (rung || folders.isEmpty() || System.nanoTime() - listed > RELIST.toNanos()) {
                folders = inboxLast(new FolderChoice(settings.folders()).of(open.folders()));
                status.keepOnly(folders.stream().map(ListedFolder::name).toList());
                listed = System.nanoTime();
            }
            status.is(State.SYNCING);
            for (ListedFolder folder : folders) {
                if (mine.isStopped()) {
                    return;
                }
                intake.look(open, folder);
            }
            retry.reset();
            status.is(State.WATCHING);
            rung = waiting.await();
        }
    }

    /** The folder that is open at the end is the one to idle on. */
    private static List<ListedFolder> inboxLast(List<ListedFolder> folders) {
        List<ListedFolder> ordered = new ArrayList<>(folders);
        ordered.sort(
                (a, b) -> Boolean.compare(a.name().equals("INBOX"), b.name().equals("INBOX")));
        return ordered;
    }

    private void standBack(Wake mine, Exception failure) {
        if (mine.isStopped()) {
            return;
        }
        Duration pause = retry.after(failure);
        boolean isKnown = failure instanceof ImapProblem || failure instanceof StoreProblem;
        String message = isKnown ? failure.getMessage() : failure.getClass().getSimpleName();
        String kind = kindOf(failure);
        status.failed(kind, message);
        LOG.log(Level.WARNING, "mailbox {0} stands back for {1} s: {2}", mailbox(), pause.toSeconds(), message);
        if (!(failure instanceof ImapProblem)) {
            LOG.log(Level.DEBUG, "mailbox " + mailbox(), failure);
        }
        if (RetryPause.isRejectedLogin(failure)) {
            mine.pauseUnlessStopped(pause);
        } else {
            mine.pause(pause);
        }
    }

    private static String kindOf(Exception failure) {
        if (failure instanceof ImapProblem problem) {
            return problem.word();
        }
        return failure instanceof StoreProblem problem ? problem.word() : "unexpected-failure";
    }

    private static void settle(HandOver handOver) {
        try {
            handOver.settle();
        } catch (IOException failed) {
            LOG.log(Level.WARNING, failed.getMessage(), failed.getCause());
        }
    }

    /** Looks for mail now. */
    void ring() {
        wake.ring();
        Watching waiting = watching;
        if (waiting != null) {
            waiting.endIdle();
        }
    }

    /** Ends {@link #run} after the command that runs, with a LOGOUT. */
    void stop() {
        wake.stop();
        Watching waiting = watching;
        if (waiting != null) {
            waiting.endIdle();
        }
    }

    /** Ends {@link #run} whatever it reads. */
    void abort() {
        ImapSession open = session;
        if (open != null) {
            open.close();
        }
    }
}
