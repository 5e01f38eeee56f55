package mailroom.camel.mailbox;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ListedFolder;
import mailroom.camel.imap.OpenFolder;
import mailroom.camel.imap.UidSet;
import mailroom.camel.ladder.Compare;
import mailroom.camel.ladder.Ladder;
import mailroom.camel.ladder.Look;
import mailroom.camel.ladder.Rung;
import mailroom.intake.FolderCursor;
import mailroom.intake.FolderKey;
import mailroom.intake.FolderMark;
import mailroom.intake.Window;
import mailroom.settings.MailboxSettings;

/** Takes in what of a folder the ledger lacks, over one connection, and what became of the rest; storing overlaps with reading. */
final class FolderIntake {

    /** A mail above it stays on the server, and an incident says so. */
    static final long LARGEST_MAIL = 2L << 30;
    /** A body that is larger than this although its announced size was not. */
    private static final long LARGEST_WHOLE = 16L << 20;

    private final MailboxSettings settings;
    private final IntakeDesk desk;
    private final MailboxStatus status;
    private final Doubts doubts;
    private final HandOver handOver;
    private final MailboxWatch.WindowTaker taker;
    private final AfterArchiving afterwards;
    private final Stillness stillness = new Stillness();
    private final FolderIdentity identity;
    private final Compare compare;
    private Rung rung;

    FolderIntake(
            MailboxSettings settings,
            IntakeDesk desk,
            MailboxStatus status,
            Doubts doubts,
            HandOver handOver,
            MailboxWatch.WindowTaker taker) {
        this.settings = settings;
        this.desk = desk;
        this.status = status;
        this.doubts = doubts;
        this.handOver = handOver;
        this.taker = taker;
        afterwards = new AfterArchiving(settings, desk);
        identity = new FolderIdentity(settings.name(), desk);
        compare = new Compare(desk.history());
    }

    /** Up to the newest mail; a folder that is gone or refused does not stop the others. */
    void look(ImapSession session, ListedFolder folder) throws IOException {
        try {
            if (stillness.isStill(session, folder)) {
                status.inSync(folder.name());
            } else {
                lookInto(session, folder);
            }
        } catch (ImapProblem problem) {
            if (!problem.leavesConnection()) {
                throw problem;
            }
            afterwards.once("folder-refused", folder.name(), problem.getMessage());
        }
    }

    private void lookInto(ImapSession session, ListedFolder folder) throws IOException {
        if (rung == null) {
            rung = Ladder.rung(session);
        }
        Optional<FolderMark> last = desk.history().latest(settings.name(), folder.name());
        Changes changes = new Changes(
                desk.history(), last.map(FolderMark::folder).orElse(new FolderKey(settings.name(), folder.name(), 0)));
        OpenFolder open = rung.open(session, folder, last, changes);
        FolderMark mark = identity.of(open, last);
        if ((stillness.isNew(folder) || open.uidNext() <= mark.highestUid()) && identity.isOther(session, open, mark)) {
            mark = desk.history().mark(mark.folder().again());
            changes = new Changes(desk.history(), mark.folder());
        }
        boolean gotMails = takeIn(session, open, mark.folder());
        boolean complete = catchUp(session, open, mark, changes);
        afterwards.apply(session, open, mark.folder(), gotMails);
        if (complete) {
            stillness.looked(open);
        } else {
            stillness.forget(folder.name());
        }
    }

    private boolean takeIn(ImapSession session, OpenFolder open, FolderKey key) throws IOException {
        FolderCursor cursor = desk.cursors().cursor(key);
        if (cursor.highestUid() == 0) {
            noticeNewValidity(key);
        }
        report(cursor);
        long reached = cursor.highestUid();
        OpenFolder now = open;
        for (SortedMap<Long, Long> sizes = session.sizesAbove(now, reached);
                !sizes.isEmpty();
                sizes = session.sizesAbove(now, reached)) {
            status.behind(key.folder());
            for (WindowPlan plan : WindowPlan.cut(sizes)) {
                fetch(session, key, plan, reached);
                reached = plan.sizes().lastKey();
            }
            now = open.later();
        }
        handOver.settle();
        status.inSync(key.folder());
        return reached > cursor.highestUid();
    }

    /** The changes of mails that the ledger had; HIGHESTMODSEQ is kept once all is stored that it stands for. */
    private boolean catchUp(ImapSession session, OpenFolder open, FolderMark mark, Changes changes) throws IOException {
        FolderKey key = mark.folder();
        changes.flush();
        boolean compared =
                rung.catchUp(new Look(new FolderFacts(session), open, mark, live(open, key), compare, changes));
        changes.flush();
        boolean complete = !compare.isFull();
        takeInMissed(session, key, compare.takeMissed());
        if (complete) {
            compare.explained(key, open.exists() - live(open, key));
            if (compared
                    || open.highestModSeq() != mark.modSeq()
                    || !open.objectId().equals(mark.objectId())) {
                desk.history().settle(key, open.highestModSeq(), compared, open.objectId());
            }
        }
        return complete;
    }

    /** Sightings that the server should still have of what it had when the folder was opened. */
    private long live(OpenFolder open, FolderKey key) {
        long later = open.uidNext() == 0 ? 0 : desk.history().liveFrom(key, open.uidNext());
        return desk.history().mark(key).live() - later;
    }

    /** Below the cursor, which stays where it is. */
    private void takeInMissed(ImapSession session, FolderKey key, SortedSet<Long> uids) throws IOException {
        List<Long> left = List.copyOf(uids);
        for (int from = 0; from < left.size(); from += WindowPlan.MOST_MAILS) {
            List<Long> some = left.subList(from, Math.min(left.size(), from + WindowPlan.MOST_MAILS));
            SortedMap<Long, Long> sizes = new TreeMap<>();
            String set = UidSet.of(some.stream().mapToLong(Long::longValue).toArray());
            new FolderFacts(session).list(set, facts -> {
                if (uids.contains(facts.uid())) {
                    sizes.put(facts.uid(), facts.size());
                }
            });
            for (WindowPlan plan : WindowPlan.cut(sizes)) {
                fetch(session, key, plan, 0);
            }
        }
        handOver.settle();
    }

    private void noticeNewValidity(FolderKey key) {
        boolean hadAnother = desk.cursors().folders(key.mailbox()).stream()
                .map(FolderCursor::folder)
                .anyMatch(known -> known.folder().equals(key.folder()) && known.uidValidity() != key.uidValidity());
        if (hadAnother) {
            afterwards.once(
                    "uid-validity-changed",
                    key.folder(),
                    "the server numbers the folder anew, UIDVALIDITY " + key.uidValidity() + "; it is read again");
        }
    }

    private void fetch(ImapSession session, FolderKey key, WindowPlan plan, long reached) throws IOException {
        try (WindowReader reader =
                new WindowReader(key, desk, doubts, plan, reached, (window, highest) -> send(key, window, highest))) {
            long largest = plan.sizes().get(plan.sizes().firstKey());
            if (plan.isOneLargeMail() && largest > LARGEST_MAIL) {
                reader.skip(plan.sizes().firstKey(), "it has " + largest + " bytes, the limit is " + LARGEST_MAIL);
            } else if (plan.isOneLargeMail()) {
                session.fetchInPieces(plan.sizes().firstKey(), largest, reader);
                passOverMissing(session, key, reader);
            } else {
                session.fetch(plan.uids(), LARGEST_WHOLE, reader);
                passOverMissing(session, key, reader);
            }
            reader.finish(plan.sizes().lastKey());
        }
    }

    private void passOverMissing(ImapSession session, FolderKey key, WindowReader reader) throws IOException {
        for (long uid : reader.missing()) {
            if (!session.holds(uid)) {
                reader.skip(uid, "it was removed from the server before it could be read");
            } else if (doubts.isSettled(key, uid)) {
                reader.skip(uid, "the server lists it but does not send it");
            } else {
                throw new ImapProblem(
                        ImapProblem.Kind.PROTOCOL_ERROR, "the server lists UID " + uid + " but does not send it");
            }
        }
    }

    private void send(FolderKey key, Window window, long highestUid) throws IOException {
        boolean given = false;
        try {
            handOver.give(() -> {
                try (window) {
                    taker.take(new ReadWindow(window, highestUid, 0));
                }
                report(desk.cursors().cursor(key));
            });
            given = true;
        } finally {
            if (!given) {
                window.close();
            }
        }
    }

    private void report(FolderCursor cursor) {
        FolderKey key = cursor.folder();
        status.reached(key.folder(), key.uidValidity(), cursor.highestUid(), cursor.sightings());
    }
}
