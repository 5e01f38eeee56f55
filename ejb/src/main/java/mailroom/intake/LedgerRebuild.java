package mailroom.intake;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailroom.archive.Scanned;
import mailroom.archive.SegmentRows;
import mailroom.archive.member.Member;
import mailroom.archive.member.Seen;
import mailroom.database.Database;
import mailroom.database.RowInserts;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderRows;
import mailroom.incident.IncidentKind;
import mailroom.incident.Incidents;
import mailroom.intake.LedgerRows.Known;
import mailroom.mail.MailId;

/**
 * Makes ledger rows from what a scan of the segments found: mails, sightings, folders with their cursors, segments. What
 * the ledger has already stays as it is. Once a member was found damaged, no cursor moves any more: what it held is
 * fetched again, and the hash tells what is known.
 */
final class LedgerRebuild {

    private final Database database;
    private final SegmentRows segments;
    private final Incidents incidents;
    private final MailIds newIds;
    private final boolean settled;

    /** @param settled mails that come in are not routed again */
    LedgerRebuild(Database database, SegmentRows segments, Incidents incidents, MailIds newIds, boolean settled) {
        this.database = database;
        this.segments = segments;
        this.incidents = incidents;
        this.newIds = newIds;
        this.settled = settled;
    }

    void take(List<Scanned> scanned) {
        take(scanned, true);
    }

    void takeWithoutCursors(List<Scanned> scanned) {
        take(scanned, false);
    }

    private void take(List<Scanned> scanned, boolean cursorsMove) {
        List<Scanned.Found> found = new ArrayList<>();
        for (Scanned item : scanned) {
            if (item instanceof Scanned.Found member) {
                found.add(member);
                continue;
            }
            takeMembers(found, cursorsMove);
            found.clear();
            if (item instanceof Scanned.Damaged damaged) {
                incidents.record(
                        IncidentKind.MEMBER_DAMAGED,
                        Optional.empty(),
                        damaged.at().toString(),
                        damaged.reason());
            } else if (item instanceof Scanned.End end) {
                end(end);
            }
        }
        takeMembers(found, cursorsMove);
    }

    private void end(Scanned.End end) {
        int number = end.at().segment();
        Optional<SegmentRows.Row> row = segments.row(number);
        if (row.isEmpty()) {
            segments.insert(new SegmentRows.Row(number, end.goodLength(), !end.last()));
        } else if (end.fileLength() < row.get().committedLength()) {
            String message = "the file has " + end.fileLength() + " bytes of "
                    + row.get().committedLength();
            incidents.record(IncidentKind.SEGMENT_SHORT, Optional.empty(), "segment " + number, message);
            segments.seal(number, end.goodLength());
        }
    }

    private void takeMembers(List<Scanned.Found> found, boolean mayMove) {
        if (found.isEmpty()) {
            return;
        }
        boolean cursorsMove = mayMove && noDamageSoFar();
        LedgerRows.with(database, rows -> {
            Map<MailId, Known> mails = insertMails(rows, found);
            Map<FolderKey, List<Member>> byFolder = new LinkedHashMap<>();
            for (Scanned.Found item : found) {
                Seen seen = item.member().seen();
                FolderKey folder = new FolderKey(seen.mailbox(), seen.folder(), seen.uidValidity());
                byFolder.computeIfAbsent(folder, key -> new ArrayList<>()).add(item.member());
            }
            for (var folder : byFolder.entrySet()) {
                insertSightings(rows, folder.getKey(), folder.getValue(), mails, cursorsMove);
            }
            return null;
        });
    }

    private boolean noDamageSoFar() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select id from incident where kind = :kind fetch first row only")
                .bind("kind", IncidentKind.MEMBER_DAMAGED.word())
                .mapTo(Long.class)
                .findOne()
                .isEmpty());
    }

    private Map<MailId, Known> insertMails(LedgerRows rows, List<Scanned.Found> found) throws SQLException {
        Set<MailId> ids = new HashSet<>();
        found.forEach(item -> ids.add(item.member().id()));
        Map<MailId, Known> known = new HashMap<>(rows.known(ids));
        Map<String, List<Known>> added = new HashMap<>();
        try (RowInserts inserts = rows.mails()) {
            for (Scanned.Found item : found) {
                Member member = item.member();
                if (member.kind() == Member.Kind.MAIL && !known.containsKey(member.id())) {
                    Known row = new Known(newIds.next(), member.seen().mailbox());
                    known.put(member.id(), row);
                    inserts.add(LedgerRows.mail(row, member.id(), member.size(), item.at(), member.seen(), settled));
                    rows.span(row.id(), row.id(), member.seen().received());
                    added.computeIfAbsent(row.mailbox(), mailbox -> new ArrayList<>())
                            .add(row);
                }
            }
            inserts.finish();
        }
        for (var mailbox : added.entrySet()) {
            List<Known> mails = mailbox.getValue();
            rows.received(mailbox.getKey(), mails.get(mails.size() - 1).id(), mails.size());
        }
        return known;
    }

    private void insertSightings(
            LedgerRows rows, FolderKey folder, List<Member> members, Map<MailId, Known> mails, boolean cursorMoves)
            throws SQLException {
        FolderRows folders = rows.folders();
        long folderId = folders.row(folder);
        LongSummaryStatistics uids = new LongSummaryStatistics();
        members.forEach(member -> uids.accept(member.seen().uid()));
        Set<Long> seen = folders.seenUids(folderId, uids.getMin(), uids.getMax());
        List<Member> missing = members.stream()
                .filter(member ->
                        isKnown(member, mails) && seen.add(member.seen().uid()))
                .toList();
        seenFirstElsewhere(rows, folder.mailbox(), missing, mails);
        try (RowInserts inserts = folders.sightings()) {
            for (Member member : missing) {
                inserts.add(FolderRows.sighting(folderId, mails.get(member.id()).id(), member.seen()));
            }
            inserts.finish();
        }
        folders.placed(
                folderId,
                missing.stream().map(member -> mails.get(member.id()).id()).toList());
        Set<Member> inserted = new HashSet<>(missing);
        List<Member> others =
                members.stream().filter(member -> !inserted.contains(member)).toList();
        int replacing = replace(folders, folder, folderId, others, mails);
        long received = members.get(members.size() - 1).seen().received().toEpochMilli();
        folders.moveCursor(folderId, cursorMoves ? uids.getMax() : 0, missing.size() + replacing, received);
    }

    /** Mails that came later under the UID of another one, in their order. */
    private static int replace(
            FolderRows rows, FolderKey folder, long folderId, List<Member> members, Map<MailId, Known> mails)
            throws SQLException {
        int replacing = 0;
        for (Member member : members) {
            Known mail = mails.get(member.id());
            Seen seen = member.seen();
            if (mail != null && !rows.wasSeen(folder, seen.uid(), mail.id())) {
                rows.setAside(folder, folderId, List.of(seen.uid()), seen.received());
                try (RowInserts insert = rows.sightings()) {
                    insert.add(FolderRows.sighting(folderId, mail.id(), seen));
                    insert.finish();
                }
                rows.placed(folderId, List.of(mail.id()));
                replacing++;
            }
        }
        return replacing;
    }

    private boolean isKnown(Member member, Map<MailId, Known> mails) {
        if (mails.containsKey(member.id())) {
            return true;
        }
        Seen seen = member.seen();
        String subject = seen.folder() + " " + seen.uidValidity() + " UID " + seen.uid();
        incidents.record(
                IncidentKind.SIGHTING_WITHOUT_MAIL,
                Optional.of(seen.mailbox()),
                subject,
                "no segment has mail " + member.id());
        return false;
    }

    private void seenFirstElsewhere(LedgerRows rows, String mailbox, List<Member> members, Map<MailId, Known> mails)
            throws SQLException {
        Set<Long> others = new TreeSet<>();
        members.stream()
                .map(member -> mails.get(member.id()))
                .filter(mail -> !mail.mailbox().equals(mailbox))
                .forEach(mail -> others.add(mail.id()));
        if (!others.isEmpty()) {
            others.removeAll(rows.seenBy(mailbox, others));
            rows.seenLater(mailbox, others);
            if (!settled) {
                rows.furtherRouting(mailbox, others);
            }
        }
    }
}
