package mailroom.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailroom.archive.Scanned;
import mailroom.archive.SegmentRows;
import mailroom.database.Database;
import mailroom.database.RowInserts;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderRows;
import mailroom.folder.OwedMails;
import mailroom.folder.SightingFacts;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.mail.MailId;

/** Intake's side of the database. Called under the one writer's lock. */
@ApplicationScoped
public class IntakeLedger {

    private final Database database;
    private final SegmentRows segments;
    private final Incidents incidents;
    private final FolderIds folderIds = new FolderIds();
    private final OwedMails owed;
    private final MailIds newIds;

    IntakeLedger() {
        this(null, null, null);
    }

    @Inject
    public IntakeLedger(Database database, Incidents incidents, OwedMails owed) {
        this.database = database;
        this.segments = new SegmentRows(database);
        this.incidents = incidents;
        this.owed = owed;
        this.newIds = new MailIds(database);
    }

    /** Looks up twice for a whole window. */
    public Entries plan(FolderKey key, List<Arrival> arrivals) {
        return LedgerRows.with(database, rows -> {
            Set<MailId> ids = new HashSet<>();
            LongSummaryStatistics uids = new LongSummaryStatistics();
            arrivals.forEach(arrival -> {
                ids.add(arrival.mail().id());
                uids.accept(arrival.uid());
            });
            Optional<Long> folder = ids.isEmpty() ? Optional.empty() : folderIds.committed(rows.folders(), key);
            Map<Long, MailId> held =
                    folder.isPresent() ? rows.held(folder.get(), uids.getMin(), uids.getMax(), arrivals) : Map.of();
            Map<MailId, LedgerRows.Known> known = rows.known(ids);
            return new Entries(arrivals, held, known, newIds::next);
        });
    }

    /**
     * Holds all rows of a window, or none.
     *
     * @throws mailroom.hold.HeldByAnother if another server may have the database
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(Window window, Entries entries, Intake.Segment segment, long highestUid) {
        database.requireHold();
        LedgerRows.with(database, rows -> {
            int sightings = entries.toAppend().size();
            FolderRows folders = rows.folders();
            long folderId = folderIds.row(folders, window.folder());
            // the folder before its sightings, in the order in which lists read them
            folders.moveCursor(
                    folderId, highestUid, sightings, window.openedAt().toEpochMilli());
            insertMails(rows, entries.newMails());
            routeFurther(rows, window.folder().mailbox(), entries.toAppend());
            folders.setAside(window.folder(), folderId, entries.replacedUids(), window.openedAt());
            insertSightings(folders, window, folderId, entries.toAppend());
            rows.owed(owed, folderId, window);
            if (segment.end() > segment.begin()) {
                rows.advanceSegment(segment);
            }
            return null;
        });
        FolderKey folder = window.folder();
        List<Long> gone = window.gone();
        if (!gone.isEmpty()) {
            String message = "a mail was removed from the server before it could be read, or listed wrongly, UID "
                    + gone.get(gone.size() - 1) + " at last";
            incidents.recordAgain(
                    IncidentKind.MAIL_SKIPPED, Optional.of(folder.mailbox()), folder.folder(), message, gone.size());
        }
        tellReplaced(folder, entries.replacedUids());
        for (Window.Skipped skipped : window.skipped()) {
            String subject = folder.folder() + " " + folder.uidValidity() + " UID " + skipped.uid();
            incidents.record(IncidentKind.MAIL_SKIPPED, Optional.of(folder.mailbox()), subject, skipped.reason());
        }
    }

    private void tellReplaced(FolderKey folder, List<Long> uids) {
        if (!uids.isEmpty()) {
            String message = "the server has another mail than before under UID " + uids.get(0)
                    + (uids.size() == 1 ? "" : " and " + (uids.size() - 1) + " more")
                    + ", with the same UIDVALIDITY; both are archived";
            incidents.recordAgain(
                    IncidentKind.MAIL_REPLACED, Optional.of(folder.mailbox()), folder.folder(), message, uids.size());
        }
    }

    private static void insertMails(LedgerRows rows, List<Entries.Entry> mails) throws SQLException {
        if (mails.isEmpty()) {
            return;
        }
        try (RowInserts inserts = rows.mails()) {
            for (Entries.Entry entry : mails) {
                var mail = entry.arrival().mail();
                var row = new LedgerRows.Known(entry.mailId(), entry.firstMailbox());
                inserts.add(LedgerRows.mail(row, mail.id(), mail.size(), entry.location(), mail.seen(), false));
            }
            inserts.finish();
        }
        Entries.Entry last = mails.get(mails.size() - 1);
        rows.received(last.firstMailbox(), last.mailId(), mails.size());
        rows.span(
                mails.get(0).mailId(),
                last.mailId(),
                last.arrival().mail().seen().received());
    }

    private static void insertSightings(FolderRows rows, Window window, long folderId, List<Entries.Entry> entries)
            throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        boolean doubtful = isAnyDoubtful(window, entries);
        try (RowInserts inserts = doubtful ? rows.doubtfulSightings() : rows.sightings()) {
            for (Entries.Entry entry : entries) {
                SightingFacts facts = window.facts(entry.arrival().uid());
                RowInserts.Row row = FolderRows.sighting(
                        folderId, entry.mailId(), entry.arrival().mail().seen());
                inserts.add(
                        doubtful
                                ? FolderRows.doubtful(
                                        row,
                                        facts.announcedUnless(entry.arrival().bytes()),
                                        facts.confirmed())
                                : row);
            }
            inserts.finish();
        }
        rows.placed(folderId, entries.stream().map(Entries.Entry::mailId).toList());
    }

    private static boolean isAnyDoubtful(Window window, List<Entries.Entry> entries) {
        for (Entries.Entry entry : entries) {
            SightingFacts facts = window.facts(entry.arrival().uid());
            if (facts.confirmed()
                    || facts.announcedUnless(entry.arrival().bytes()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static void routeFurther(LedgerRows rows, String mailbox, List<Entries.Entry> entries) throws SQLException {
        Collection<Long> others = new TreeSet<>();
        entries.stream()
                .filter(entry -> !entry.firstMailbox().equals(mailbox))
                .forEach(entry -> others.add(entry.mailId()));
        if (!others.isEmpty()) {
            others.removeAll(rows.seenBy(mailbox, others));
            rows.seenLater(mailbox, others);
            rows.furtherRouting(mailbox, others);
        }
    }

    /**
     * Members as the segments have them, each once, whatever of them is in the ledger already.
     *
     * @param settled mails that come in by this were routed before and are not routed again
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void take(List<Scanned> scanned, boolean settled) {
        new LedgerRebuild(database, segments, incidents, newIds, settled).take(scanned);
    }

    /**
     * What a crash left behind a segment's committed end. No cursor moves: which UIDs of the window were still missing
     * or skipped is forgotten, so the window is fetched again and what is known of it is passed over.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void takeTail(List<Scanned> scanned) {
        new LedgerRebuild(database, segments, incidents, newIds, false).takeWithoutCursors(scanned);
    }
}
