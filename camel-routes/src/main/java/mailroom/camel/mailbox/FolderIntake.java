package mailroom.camel.mailbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.ListedFolder;
import mailroom.camel.imap.OpenFolder;
import mailroom.intake.FolderCursor;
import mailroom.intake.FolderKey;
import mailroom.intake.Window;
import mailroom.settings.MailboxSettings;

/** Takes in what a folder has above the ledger's cursor, over one connection; storing overlaps with reading. */
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
    private final Map<String, Seen> looked = new HashMap<>();

    private record Seen(long uidValidity, long uidNext) {}

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
    }

    /** Up to the newest mail; a folder that is gone or refused does not stop the others. */
    void look(ImapSession session, ListedFolder folder) throws IOException {
        try {
            if (isStill(session, folder)) {
                status.inSync(folder.name());
                return;
            }
            OpenFolder open = open(session, folder);
            boolean gotMails = takeIn(session, open);
            afterwards.apply(session, open, gotMails);
            looked.put(folder.name(), new Seen(open.uidValidity(), open.uidNext()));
        } catch (ImapProblem problem) {
            if (!problem.leavesConnection()) {
                throw problem;
            }
            afterwards.once("folder-refused", folder.name(), problem.getMessage());
        }
    }

    /** Asks by STATUS where another folder is open; a server that does not say UIDNEXT is looked at. */
    private boolean isStill(ImapSession session, ListedFolder folder) throws IOException {
        Seen before = looked.get(folder.name());
        if (before == null || before.uidNext() == 0 || isOpen(session, folder)) {
            return false;
        }
        long[] now = session.status(folder);
        return now[0] == before.uidValidity() && now[1] == before.uidNext();
    }

    private static boolean isOpen(ImapSession session, ListedFolder folder) {
        return session.examined()
                .filter(open -> open.folder().wireName().equals(folder.wireName()))
                .isPresent();
    }

    private static OpenFolder open(ImapSession session, ListedFolder folder) throws IOException {
        return isOpen(session, folder) ? session.examined().orElseThrow().later() : session.examine(folder);
    }

    private boolean takeIn(ImapSession session, OpenFolder open) throws IOException {
        FolderKey key = new FolderKey(settings.name(), open.folder().name(), open.uidValidity());
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
