package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import mailroom.camel.imap.CopyRecord;
import mailroom.camel.imap.FolderChanges;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.uid.UidSet;
import mailroom.camel.mailbox.fetch.FolderIncidents;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.camel.mailbox.memory.FolderCopies;
import mailroom.folder.AsArchived;
import mailroom.folder.FolderKey;
import mailroom.incident.IncidentKind;
import mailroom.settings.MailboxSettings;
import mailroom.settings.MailboxSettings.AfterArchive;

/**
 * Moves or removes, where the settings say so, those mails on the server that the archive has for certain: the ledger has
 * committed them and nothing of them is owed, their bytes are as many as the server says or came the same in two ways, and
 * the server still shows the same mail under their UID. Every other one stays on the server, and an incident says so.
 */
final class AfterArchiving {

    private final MailboxSettings settings;
    private final FolderLedger ledger;
    private final FolderIncidents incidents;
    private final FolderCopies copies;
    private final Set<String> told = new HashSet<>();
    private final Set<String> cleared = new HashSet<>();

    AfterArchiving(MailboxSettings settings, FolderLedger ledger, FolderIncidents incidents, FolderCopies copies) {
        this.settings = settings;
        this.ledger = ledger;
        this.incidents = incidents;
        this.copies = copies;
    }

    /**
     * On the first look of a connection too, for what a crash left between the commit and here.
     *
     * @throws ImapProblem if the connection broke, or the server asks for a pause
     */
    void apply(ImapSession session, OpenFolder open, FolderKey key, boolean gotMails) throws IOException {
        String name = open.folder().name();
        boolean first = cleared.add(name);
        if (settings.afterArchive() instanceof AfterArchive.Keep || isTarget(name) || !(gotMails || first)) {
            return;
        }
        if (open.uidValidity() == 0) {
            once(
                    IncidentKind.AFTER_ARCHIVE_REFUSED,
                    name,
                    "the server gives the folder no UIDVALIDITY, so its mails stay there");
            return;
        }
        Optional<ImapProblem> refusal = refusal(session, open, key);
        if (session.examined().filter(now -> now.folder().equals(open.folder())).isEmpty()) {
            // where that is refused, nothing says what came meanwhile
            boolean done = cleared.remove(name);
            session.examineAgain(open);
            if (done) {
                cleared.add(name);
            }
        }
        if (refusal.isPresent() && !refusal.get().leavesServer()) {
            throw refusal.get();
        }
    }

    private Optional<ImapProblem> refusal(ImapSession session, OpenFolder open, FolderKey key) throws IOException {
        try {
            change(session, open, key, removable(session, key));
            return Optional.empty();
        } catch (ImapProblem problem) {
            cleared.remove(key.folder());
            if (!problem.leavesConnection()) {
                throw problem;
            }
            once(IncidentKind.AFTER_ARCHIVE_REFUSED, key.folder(), problem.getMessage());
            return Optional.of(problem);
        }
    }

    private boolean isTarget(String folder) {
        return settings.afterArchive() instanceof AfterArchive.Move move
                && move.folder().equals(folder);
    }

    private List<Long> removable(ImapSession session, FolderKey key) throws IOException {
        SortedSet<Long> removable = new TreeSet<>();
        SortedSet<Long> doubtful = new TreeSet<>();
        Set<Long> unproven = ledger.owed().ofArchived(key);
        FolderFacts folder = new FolderFacts(session);
        int atOnce = folder.atOnce(Removal.MOST_AT_ONCE);
        SortedMap<Long, AsArchived> some = archivedAbove(key, 0, atOnce);
        while (!some.isEmpty()) {
            SortedMap<Long, AsArchived> archived = some;
            String set =
                    UidSet.of(some.keySet().stream().mapToLong(Long::longValue).toArray());
            folder.list(set, facts -> {
                AsArchived mail = archived.get(facts.uid());
                if (mail != null) {
                    boolean certain =
                            mail.mayBeRemoved(facts.size(), facts.internalDate()) && !unproven.contains(facts.uid());
                    (certain ? removable : doubtful).add(facts.uid());
                }
            });
            some = archivedAbove(key, some.lastKey(), atOnce);
        }
        // a mail may be listed twice, in two ways
        removable.removeAll(doubtful);
        if (!doubtful.isEmpty()) {
            once(
                    IncidentKind.AFTER_ARCHIVE_DOUBTFUL,
                    key.folder(),
                    doubtful.size()
                            + " mails stay on the server, because it announces another size or date than was archived,"
                            + " or sent nothing of them, or not the same bytes twice, UID " + doubtful.last()
                            + " at last");
        }
        return List.copyOf(removable);
    }

    private SortedMap<Long, AsArchived> archivedAbove(FolderKey key, long uid, int most) {
        return ledger.comparisons().asArchived(key, uid + 1, Long.MAX_VALUE, most);
    }

    private void change(ImapSession session, OpenFolder open, FolderKey key, List<Long> uids) throws IOException {
        if (uids.isEmpty()) {
            return;
        }
        FolderChanges changes = new FolderChanges(session);
        Optional<String> missing = changes.missingRights(open.folder());
        if (missing.isPresent()) {
            once(IncidentKind.AFTER_ARCHIVE_REFUSED, open.folder().name(), missing.get());
            return;
        }
        char separator = open.folder().separator();
        if (settings.afterArchive() instanceof AfterArchive.Move move) {
            changes.createIfMissing(move.folder(), separator);
        }
        changes.select(open.folder(), open.uidValidity());
        CopyRecord record = copies.of(key);
        Removal removal = settings.afterArchive() instanceof AfterArchive.Move move
                ? new Removal(session, some -> changes.move(some, move.folder(), separator, record))
                : new Removal(session, changes::remove);
        removal.take(uids);
        Optional<String> trouble = removal.trouble();
        if (trouble.isPresent()) {
            once(IncidentKind.AFTER_ARCHIVE_REFUSED, open.folder().name(), trouble.get());
            cleared.remove(open.folder().name());
        }
    }

    /** An incident once a connection, not with each look. */
    void once(IncidentKind kind, String folder, String message) {
        if (told.add(kind + " " + folder)) {
            incidents.again(kind, folder, message);
        }
    }
}
