package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.UidListing;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.search.ListedSizes;
import mailroom.camel.ladder.Compare;
import mailroom.camel.ladder.Ladder;
import mailroom.camel.ladder.Look;
import mailroom.camel.ladder.Rung;
import mailroom.camel.mailbox.fetch.FolderIncidents;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.camel.mailbox.fetch.FolderProgress;
import mailroom.camel.mailbox.fetch.FolderReading;
import mailroom.camel.mailbox.fetch.MissedMails;
import mailroom.camel.mailbox.fetch.OwedFetch;
import mailroom.camel.mailbox.fetch.WindowStore;
import mailroom.camel.mailbox.memory.Chores;
import mailroom.camel.mailbox.memory.Chores.Chore;
import mailroom.camel.mailbox.memory.ComparisonTimes;
import mailroom.camel.mailbox.memory.MailboxDoubts;
import mailroom.camel.mailbox.memory.MailboxMemory;
import mailroom.camel.mailbox.status.MailboxStatus;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderMark;
import mailroom.incident.IncidentKind;
import mailroom.settings.MailboxSettings;

/** Takes in what of a folder the ledger lacks, over one connection, and what became of the rest; storing overlaps with reading. */
public final class FolderIntake {

    private final MailboxSettings settings;
    private final FolderLedger ledger;
    private final FolderIncidents incidents;
    private final MailboxStatus status;
    private final MailboxDoubts doubts;
    private final FolderReading reading;
    private final OwedFetch owedFetch;
    private final MissedMails missed;
    private final Recognition recognition;
    private final AfterArchiving afterwards;
    private final Stillness stillness = new Stillness();
    private final FolderIdentity identity;
    private final Compare compare;
    private final ComparisonTimes times;
    private final Chores chores;
    private final FolderComparison comparison;
    private Rung rung;
    private int opened;
    private boolean opening;

    public FolderIntake(
            MailboxSettings settings,
            FolderLedger ledger,
            FolderIncidents incidents,
            WindowStore store,
            FolderReading reading,
            MailboxStatus status,
            MailboxMemory memory) {
        this.settings = settings;
        this.ledger = ledger;
        this.incidents = incidents;
        this.reading = reading;
        this.status = status;
        doubts = memory.doubts();
        owedFetch = new OwedFetch(ledger, reading);
        missed = new MissedMails(ledger.owed(), reading);
        recognition = new Recognition(settings.name(), ledger, incidents, store, reading);
        afterwards = new AfterArchiving(settings, ledger, incidents, memory.copies());
        identity = new FolderIdentity(settings.name(), ledger, incidents);
        compare = new Compare(ledger.history());
        times = memory.comparisons();
        chores = memory.chores();
        comparison =
                new FolderComparison(ledger, incidents, reading, missed, compare, status, times, Clock.systemUTC());
    }

    /**
     * Before any of the folders is looked at.
     *
     * @param names of all folders that the server has now
     * @param complete false where some may be missing
     */
    public void listed(Set<String> names, boolean complete) {
        recognition.listed(names, complete);
    }

    /** One row for the folder and the server's words, not one with each look. */
    public void folderRefused(String folder, ImapProblem problem) {
        incidents.again(IncidentKind.FOLDER_REFUSED, folder, problem.getMessage());
    }

    /** Once a connection: folders may be missing. */
    public void listIsOdd(String why) {
        afterwards.once(IncidentKind.FOLDERS_UNLISTED, "", why);
    }

    /** Once a connection: Gmail keeps mails without a label in that folder alone. */
    public void allMailIsSkipped(String folder) {
        afterwards.once(
                IncidentKind.ALL_MAIL_SKIPPED,
                folder,
                "mails without a label are in this folder alone, and it is not taken in; name it under folders: to have them");
    }

    /** How many folders this connection has opened. */
    public int opened() {
        return opened;
    }

    /** The connection ended while a folder was opened. */
    public boolean isOpening() {
        return opening;
    }

    /**
     * Up to the newest mail; a folder that is refused does not stop the others.
     *
     * @param isDue it is looked into whatever the server tells of it
     * @param owes its server owes mails of it
     */
    public FolderLook look(ImapSession session, ListedFolder folder, boolean isDue, boolean owes) throws IOException {
        int before = opened;
        try {
            if (!isDue && stillness.isStill(session, folder)) {
                status.inSync(folder.name());
            } else {
                lookInto(session, folder, owes);
            }
            return new FolderLook.Done(opened > before);
        } catch (ImapProblem problem) {
            if (!problem.leavesServer() && !(problem.isRefusal() && opening)) {
                throw problem;
            }
            boolean atOpening = opening;
            opening = false;
            return new FolderLook.Refused(problem, atOpening);
        }
    }

    private void lookInto(ImapSession session, ListedFolder folder, boolean owes) throws IOException {
        if (rung == null) {
            rung = Ladder.rung(session);
        }
        Optional<FolderMark> last = ledger.history().latest(settings.name(), folder.name());
        Changes changes = new Changes(
                ledger.history(),
                last.map(FolderMark::folder).orElse(new FolderKey(settings.name(), folder.name(), 0)));
        boolean stayedOpen = Stillness.isOpen(session, folder);
        boolean heard = stayedOpen && session.heardOfChanges();
        OpenFolder open = open(session, folder, last, changes);
        FolderMark mark = identity.of(session, open, last);
        boolean mayBeOther = !stayedOpen || stillness.isNew(folder) || open.uidNext() <= mark.highestUid();
        if (mayBeOther && identity.isOther(session, open, mark)) {
            mark = ledger.history().mark(mark.folder().again());
            changes = new Changes(ledger.history(), mark.folder());
        }
        List<FolderKey> former = recognition.former(mark);
        // what is owed may break the connection before the look ends
        status.owed(folder.name(), ledger.owed().count(mark.folder()));
        boolean gotMails = takeIn(session, open, mark, former);
        boolean complete = catchUp(session, open, mark, changes, former);
        if (owes) {
            owedFetch.ask(session, mark.folder());
        }
        boolean unexplained =
                heard && !gotMails && ledger.history().mark(mark.folder()).equals(mark);
        boolean counted = missing(open, mark.folder()) > 0;
        boolean wentBack = open.uidNext() != 0 && open.uidNext() <= mark.highestUid();
        if (unexplained || counted || wentBack || identity.takeChanged() || compare.hasContradiction(mark.folder())) {
            times.surprised(folder.name());
        }
        FolderKey key = mark.folder();
        chore(Chore.COMPARISON, key, () -> comparison.ifDue(session, open, key, live(open, key)));
        chore(Chore.REMOVAL, key, () -> afterwards.apply(session, open, key, gotMails));
        status.owed(folder.name(), ledger.owed().count(mark.folder()));
        doubts.of(mark.folder()).late().counted(missing(open, mark.folder()));
        if (complete) {
            stillness.looked(open);
        } else {
            stillness.forget(folder.name());
        }
    }

    private OpenFolder open(ImapSession session, ListedFolder folder, Optional<FolderMark> last, Changes changes)
            throws IOException {
        opening = true;
        OpenFolder open = rung.open(session, folder, last, changes);
        opening = false;
        opened++;
        return open;
    }

    private boolean takeIn(ImapSession session, OpenFolder open, FolderMark mark, List<FolderKey> former)
            throws IOException {
        FolderKey key = mark.folder();
        FolderCursor cursor = ledger.cursors().cursor(key);
        status.reached(cursor);
        FolderProgress progress = new FolderProgress(key, cursor.highestUid());
        long listed = cursor.highestUid();
        OpenFolder now = open;
        for (ListedSizes sizes = session.sizesAbove(now, listed);
                !sizes.isEmpty() || !sizes.refused().isEmpty();
                sizes = session.sizesAbove(now, listed)) {
            if (reading.oweRanges(key, sizes.refused()) && sizes.isEmpty()) {
                break;
            }
            status.behind(key.folder());
            listed = sizes.byUid().lastKey();
            takeIn(session, progress, former, sizes.byUid());
            now = open.later();
        }
        reading.settle();
        status.inSync(key.folder());
        return listed > cursor.highestUid();
    }

    private void takeIn(
            ImapSession session, FolderProgress progress, List<FolderKey> former, SortedMap<Long, Long> listed)
            throws IOException {
        FolderKey key = progress.folder();
        SortedMap<Long, Long> unseen = new TreeMap<>(listed);
        // a connection that broke left mails above the one that it broke at
        unseen.keySet().removeAll(ledger.cursors().seenUids(key, listed.firstKey(), listed.lastKey()));
        long before = progress.cursor();
        progress.listed(unseen.keySet(), listed.lastKey());
        if (!unseen.isEmpty()) {
            SortedMap<Long, Long> left = recognition.unknown(session, key, former, unseen, before);
            unseen.keySet().stream().filter(uid -> !left.containsKey(uid)).forEach(progress::done);
            reading.fetch(session, progress, left);
        }
        reading.moveCursor(progress);
    }

    private void chore(Chore chore, FolderKey key, Chores.Work work) throws IOException {
        chores.attempt(
                chore,
                key.folder(),
                doubts.of(key),
                work,
                problem -> afterwards.once(chore.incident(), key.folder(), problem.getMessage()));
    }

    /** The changes of mails that the ledger had; HIGHESTMODSEQ is kept once all is stored that it stands for. */
    private boolean catchUp(
            ImapSession session, OpenFolder open, FolderMark mark, Changes changes, List<FolderKey> former)
            throws IOException {
        boolean[] complete = new boolean[1];
        chore(Chore.CHANGES, mark.folder(), () -> complete[0] = follow(session, open, mark, changes, former));
        return complete[0];
    }

    private boolean follow(
            ImapSession session, OpenFolder open, FolderMark mark, Changes changes, List<FolderKey> former)
            throws IOException {
        FolderKey key = mark.folder();
        changes.flush();
        boolean compared = rung.catchUp(new Look(
                new FolderFacts(session), new UidListing(session), open, mark, live(open, key), compare, changes));
        changes.flush();
        boolean complete = !compare.isFull();
        missed.takeIn(session, key, compare.takeMissed());
        if (complete) {
            compare.explained(key, open.exists() - live(open, key));
            if (compared
                    || open.highestModSeq() != mark.modSeq()
                    || !open.objectId().equals(mark.objectId())) {
                ledger.history().settle(key, open.highestModSeq(), compared, open.objectId());
            }
            recognition.end(former);
            former.forEach(ledger.owed()::forget);
            if (mark.comparedAt().isEmpty()) {
                ledger.owed().forgetFormer(key);
            }
        }
        return complete;
    }

    /** Sightings that the server should still have of what it had when the folder was opened. */
    private long live(OpenFolder open, FolderKey key) {
        long later = open.uidNext() == 0 ? 0 : ledger.history().liveFrom(key, open.uidNext());
        return ledger.history().mark(key).live() - later;
    }

    /** By how many mails the server counts more than it has listed; below zero where it counts fewer. */
    private long missing(OpenFolder open, FolderKey key) {
        return open.exists() - live(open, key) - ledger.owed().countMissing(key);
    }
}
