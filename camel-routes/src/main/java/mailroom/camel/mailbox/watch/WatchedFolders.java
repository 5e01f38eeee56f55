package mailroom.camel.mailbox.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.mailbox.folder.FolderIntake;
import mailroom.camel.mailbox.folder.FolderLook;
import mailroom.camel.mailbox.memory.FolderRound;
import mailroom.camel.mailbox.memory.MailboxMemory;
import mailroom.camel.mailbox.memory.RetryPause;
import mailroom.camel.mailbox.status.MailboxStatus;
import mailroom.settings.MailboxSettings;

/**
 * What a mailbox does over one connection: looks at the folders that are due, waits for news, and looks again. A folder
 * that is refused is left alone for a while and does not stop the others.
 */
final class WatchedFolders {

    private final ImapSession session;
    private final FolderIntake intake;
    private final MailboxMemory memory;
    private final MailboxStatus status;
    private final Rhythm rhythm;
    private final Wake wake;
    private final Folders folders;
    private final WaitForNews watching;
    private long lookedAtOthers;

    WatchedFolders(
            ImapSession session,
            MailboxSettings settings,
            Rhythm rhythm,
            FolderIntake intake,
            MailboxMemory memory,
            MailboxStatus status,
            Wake wake) {
        this.session = session;
        this.rhythm = rhythm;
        this.intake = intake;
        this.memory = memory;
        this.status = status;
        this.wake = wake;
        folders = new Folders(session, new FolderChoice(settings.folders()));
        watching = new WaitForNews(session, settings.pollEvery(), rhythm, wake);
    }

    /**
     * Returns once the mailbox is stopped, has to give its connection to others, or goes on over a new connection.
     *
     * @param othersWait asked when all is taken in
     * @throws ImapProblem if the connection broke, or none of the folders can be read
     */
    void watch(RetryPause retry, BooleanSupplier othersWait) throws IOException {
        EndOfWait news = new EndOfWait(true, Set.of(), false);
        long connected = System.nanoTime();
        while (!wake.isStopped()) {
            status.syncing();
            boolean all = look(due(news));
            if (wake.isStopped() || !all) {
                return;
            }
            throwIfNoneIsReadable();
            status.watching();
            if (othersWait.getAsBoolean()) {
                return;
            }
            news = watching.await(memory.nextTry());
            if (memory.wantsReconnect()) {
                return;
            }
            retry.stood(Duration.ofNanos(System.nanoTime() - connected));
        }
    }

    private void throwIfNoneIsReadable() throws ImapProblem {
        Optional<ImapProblem> common = memory.troubles().ofAll(folders.names());
        if (common.isPresent()) {
            throw common.get();
        }
    }

    private List<ListedFolder> due(EndOfWait news) throws IOException {
        FolderRound round = memory.round();
        boolean goesOn = round.isUnderWay();
        boolean all = news.rung() || !folders.knows(news.others()) || folders.isOlderThan(rhythm.list());
        if (all) {
            list();
        }
        if (goesOn) {
            return folders.chosen(round.left());
        }
        Set<ListedFolder> due = new LinkedHashSet<>(all || isPollDue(news) ? polled() : folders.named(news.others()));
        due.addAll(folders.chosen(memory.due()));
        folders.home().ifPresent(home -> {
            due.remove(home);
            due.add(home);
        });
        return List.copyOf(due);
    }

    private void list() throws IOException {
        Set<String> names = folders.list(memory.folders());
        memory.folders(folders.chosen());
        intake.listed(names, folders.oddity().isEmpty());
        status.listed(folders.names());
        folders.oddity().ifPresent(intake::listIsOdd);
        if (session.offers("X-GM-EXT-1")) {
            folders.skippedAllMail().ifPresent(intake::allMailIsSkipped);
        }
        if (!folders.others().isEmpty()) {
            watching.wantOthers();
        }
    }

    /** A busy folder that is idled on must not keep the others from their turn. */
    private boolean isPollDue(EndOfWait news) {
        boolean late = System.nanoTime() - lookedAtOthers > rhythm.idle().toNanos();
        return !watching.isToldOfOthers() && (news.roundOver() || late);
    }

    private List<ListedFolder> polled() throws IOException {
        List<ListedFolder> changed = folders.changedOthers();
        Set<ListedFolder> moved = new HashSet<>(changed);
        folders.others().stream()
                .filter(folder -> !moved.contains(folder) && !memory.troubles().knows(folder.name()))
                .forEach(still -> status.inSync(still.name()));
        lookedAtOthers = System.nanoTime();
        return changed;
    }

    /** False if what is left needs a new connection. */
    private boolean look(List<ListedFolder> due) throws IOException {
        memory.round().begin(due.stream().map(ListedFolder::name).toList());
        Set<String> dueByThemselves = Set.copyOf(memory.due());
        Set<String> owing = memory.owing();
        for (ListedFolder folder : due) {
            if (wake.isStopped()) {
                return false;
            }
            if (!isOpen(folder) && memory.round().isFull(intake.opened())) {
                return false;
            }
            if (isReadable(folder)) {
                look(folder, dueByThemselves.contains(folder.name()), owing.contains(folder.name()));
            }
            if (!memory.round().left().isEmpty()) {
                memory.round().looked(folder.name());
            }
        }
        if (memory.round().wantsProof()) {
            return false;
        }
        openHome();
        return true;
    }

    private boolean isReadable(ListedFolder folder) {
        return !memory.troubles().isHeld(folder.name())
                || memory.troubles().ofAll(folders.names()).isPresent();
    }

    private void look(ListedFolder folder, boolean isDue, boolean owes) throws IOException {
        int before = intake.opened();
        FolderLook look;
        try {
            look = intake.look(session, folder, isDue, owes);
        } catch (ImapProblem broken) {
            boolean ofTheFolder = ended(folder, broken);
            if (ofTheFolder && broken.isRefusal()) {
                return;
            }
            throw broken;
        }
        if (look instanceof FolderLook.Refused refusal) {
            refused(folder, refusal, before);
        } else if (look instanceof FolderLook.Done done) {
            done(folder, before == 0 && done.opened());
        }
    }

    private void done(ListedFolder folder, boolean first) {
        FolderRound round = memory.round();
        if (first) {
            round.openedFirst(folder.name());
        } else {
            round.openedAfterRefusals().forEach(this::stuck);
        }
        memory.troubles().fine(folder.name());
        status.readable(folder.name());
    }

    private void refused(ListedFolder folder, FolderLook.Refused refusal, int openedBefore) {
        String name = folder.name();
        boolean mayBeALimit = refusal.atOpening()
                && openedBefore > 0
                && !memory.troubles().knows(name)
                && refusal.problem().kind() != ImapProblem.Kind.FOLDER_GONE;
        if (mayBeALimit) {
            memory.round().refusedAfter(name, openedBefore, refusal.problem());
            return;
        }
        memory.round().refusedFirst(name);
        stuck(name, refusal.problem());
    }

    private void stuck(String folder, ImapProblem problem) {
        memory.troubles().stuck(folder, problem);
        status.unreadable(folder, problem);
        intake.folderRefused(folder, problem);
    }

    /**
     * The connection ended within a folder, or the server asked for a pause there.
     *
     * @return whether the folder itself is in trouble
     */
    private boolean ended(ListedFolder folder, ImapProblem broken) {
        FolderRound round = memory.round();
        if (memory.doubts().haveProgress(folder.name())) {
            round.gave(folder.name());
        }
        if (intake.isOpening() && intake.opened() > 0) {
            round.endedAtOpening(folder.name(), intake.opened());
            return false;
        }
        boolean knownForIt = broken.isRefusal() && memory.troubles().knows(folder.name());
        boolean ofTheFolder = round.broke(folder.name()) || knownForIt;
        if (ofTheFolder) {
            stuck(folder.name(), broken);
        }
        return ofTheFolder;
    }

    /** Another folder is open if that was looked at last, or none after mails were moved. */
    private void openHome() throws IOException {
        Optional<ListedFolder> home = folders.home();
        if (home.isEmpty()
                || isOpen(home.get())
                || memory.troubles().knows(home.get().name())) {
            return;
        }
        try {
            session.examine(home.get());
            intake.look(
                    session,
                    home.get(),
                    false,
                    memory.owing().contains(home.get().name()));
        } catch (ImapProblem refusal) {
            if (!refusal.isRefusal()) {
                throw refusal;
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
