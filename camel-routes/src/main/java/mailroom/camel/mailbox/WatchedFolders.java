package mailroom.camel.mailbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ListedFolder;
import mailroom.settings.MailboxSettings;

/** What a mailbox does over one connection: looks at the folders that are due, waits for news, and looks again. */
final class WatchedFolders {

    private final ImapSession session;
    private final FolderIntake intake;
    private final MailboxStatus status;
    private final Rhythm rhythm;
    private final Wake wake;
    private final Folders folders;
    private final Watching watching;
    private long lookedAtOthers;

    WatchedFolders(
            ImapSession session,
            MailboxSettings settings,
            Rhythm rhythm,
            FolderIntake intake,
            MailboxStatus status,
            Wake wake) {
        this.session = session;
        this.rhythm = rhythm;
        this.intake = intake;
        this.status = status;
        this.wake = wake;
        folders = new Folders(session, new FolderChoice(settings.folders()));
        watching = new Watching(session, settings.pollEvery(), rhythm, wake);
    }

    /**
     * Returns once the mailbox is stopped, or has to give its connection to others.
     *
     * @param othersWait asked when all is taken in
     */
    void watch(RetryPause retry, BooleanSupplier othersWait) throws IOException {
        News news = new News(true, Set.of(), false);
        long connected = System.nanoTime();
        while (!wake.isStopped()) {
            status.syncing();
            look(due(news));
            if (wake.isStopped()) {
                return;
            }
            status.watching();
            if (othersWait.getAsBoolean()) {
                return;
            }
            news = watching.await();
            retry.stood(Duration.ofNanos(System.nanoTime() - connected));
        }
    }

    private List<ListedFolder> due(News news) throws IOException {
        boolean all = news.rung() || !folders.knows(news.others()) || folders.isOlderThan(rhythm.list());
        if (all) {
            intake.listed(folders.list());
            status.keepOnly(folders.names());
            if (!folders.others().isEmpty()) {
                watching.wantOthers();
            }
        }
        List<ListedFolder> due = new ArrayList<>(all || isPollDue(news) ? polled() : folders.named(news.others()));
        folders.home().ifPresent(due::add);
        return due;
    }

    /** A busy folder that is idled on must not keep the others from their turn. */
    private boolean isPollDue(News news) {
        boolean late = System.nanoTime() - lookedAtOthers > rhythm.idle().toNanos();
        return !watching.isToldOfOthers() && (news.roundOver() || late);
    }

    private List<ListedFolder> polled() throws IOException {
        List<ListedFolder> changed = folders.changedOthers();
        Set<ListedFolder> moved = new HashSet<>(changed);
        folders.others().stream()
                .filter(folder -> !moved.contains(folder))
                .forEach(still -> status.inSync(still.name()));
        lookedAtOthers = System.nanoTime();
        return changed;
    }

    private void look(List<ListedFolder> due) throws IOException {
        for (ListedFolder folder : due) {
            if (wake.isStopped()) {
                return;
            }
            intake.look(session, folder);
        }
        openHome();
    }

    /** Another folder is open if that was looked at last, or none after mails were moved. */
    private void openHome() throws IOException {
        Optional<ListedFolder> home = folders.home();
        if (home.isEmpty() || isOpen(home.get())) {
            return;
        }
        try {
            session.examine(home.get());
            intake.look(session, home.get());
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
        }
    }

    private boolean isOpen(ListedFolder folder) {
        return session.examined()
                .filter(open -> open.folder().wireName().equals(folder.wireName()))
                .isPresent();
    }

    /** Ends the wait, from any thread. */
    void endIdle() {
        watching.endIdle();
    }
}
