package mailroom.camel.mailbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mailroom.camel.imap.FolderChanges;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.OpenFolder;
import mailroom.camel.imap.UidSet;
import mailroom.intake.FolderKey;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;

/** Moves or removes, where the settings say so, those mails on the server whose sighting the ledger has committed. */
final class AfterArchiving {

    private static final int MOST_AT_ONCE = 500;
    private static final long WIDEST_RANGE = 10_000;

    private final MailboxSettings settings;
    private final IntakeDesk desk;
    private final Set<String> told = new HashSet<>();
    private final Set<String> cleared = new HashSet<>();

    AfterArchiving(MailboxSettings settings, IntakeDesk desk) {
        this.settings = settings;
        this.desk = desk;
    }

    /** On the first look of a connection too, for what a crash left between the commit and here. */
    void apply(ImapSession session, OpenFolder open, FolderKey key, boolean gotMails) throws IOException {
        String name = open.folder().name();
        boolean first = cleared.add(name);
        if (settings.afterArchive() instanceof AfterArchive.Keep || isTarget(name) || !(gotMails || first)) {
            return;
        }
        try {
            change(
                    session,
                    open,
                    archivedOf(key, session.sizesAbove(open.later(), 0).byUid().keySet()));
        } catch (ImapProblem problem) {
            if (!problem.leavesServer()) {
                throw problem;
            }
            once("after-archive-refused", name, problem.getMessage());
            cleared.remove(name);
        }
        session.examineAgain(open);
    }

    private boolean isTarget(String folder) {
        return settings.afterArchive() instanceof AfterArchive.Move move
                && move.folder().equals(folder);
    }

    private List<Long> archivedOf(FolderKey key, Set<Long> onServer) {
        List<Long> archived = new ArrayList<>();
        List<Long> some = new ArrayList<>();
        for (long uid : onServer) {
            if (!some.isEmpty() && (some.size() == MOST_AT_ONCE || uid - some.get(0) > WIDEST_RANGE)) {
                archived.addAll(archivedAmong(key, some));
                some.clear();
            }
            some.add(uid);
        }
        archived.addAll(archivedAmong(key, some));
        return archived;
    }

    private List<Long> archivedAmong(FolderKey key, List<Long> uids) {
        if (uids.isEmpty()) {
            return List.of();
        }
        Set<Long> seen = desk.cursors().seenUids(key, uids.get(0), uids.get(uids.size() - 1));
        return uids.stream().filter(seen::contains).toList();
    }

    private void change(ImapSession session, OpenFolder open, List<Long> uids) throws IOException {
        if (uids.isEmpty()) {
            return;
        }
        FolderChanges changes = new FolderChanges(session);
        char separator = open.folder().separator();
        if (settings.afterArchive() instanceof AfterArchive.Move move) {
            changes.createIfMissing(move.folder(), separator);
        }
        changes.select(open.folder(), open.uidValidity());
        for (int from = 0; from < uids.size(); from += MOST_AT_ONCE) {
            List<Long> some = uids.subList(from, Math.min(uids.size(), from + MOST_AT_ONCE));
            String set = UidSet.of(some.stream().mapToLong(Long::longValue).toArray());
            if (settings.afterArchive() instanceof AfterArchive.Move move) {
                changes.move(set, move.folder(), separator);
            } else {
                changes.remove(set);
            }
        }
    }

    /** An incident once a connection, not with each look. */
    void once(String kind, String folder, String message) {
        if (told.add(kind + " " + folder)) {
            desk.incident(kind, settings.name(), folder, message);
        }
    }
}
