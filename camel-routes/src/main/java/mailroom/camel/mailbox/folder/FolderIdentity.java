package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.mailbox.fetch.FolderIncidents;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.folder.AsArchived;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderMark;
import mailroom.folder.SightedMail;
import mailroom.incident.IncidentKind;

/**
 * Whose UIDs an open folder has. A new UIDVALIDITY says by itself that they mean other mails; a server that made the
 * folder anew without one is found out by its MAILBOXID, its newest mail or its UIDNEXT.
 */
final class FolderIdentity {

    private static final int NEAR = 50;
    /** Where a folder has had so many, its UIDVALIDITY is not believed to say that its UIDs mean other mails. */
    private static final int MANY_IDENTITIES = 3;

    private final String mailbox;
    private final FolderLedger ledger;
    private final FolderIncidents incidents;
    private boolean changed;

    FolderIdentity(String mailbox, FolderLedger ledger, FolderIncidents incidents) {
        this.mailbox = mailbox;
        this.ledger = ledger;
        this.incidents = incidents;
    }

    /**
     * By name and UIDVALIDITY; the latest where that UIDVALIDITY was used again, or where the server has a new one again
     * and again although each UID has the mail that it had.
     */
    FolderMark of(ImapSession session, OpenFolder open, Optional<FolderMark> last) throws IOException {
        if (last.isPresent() && last.get().folder().announcedUidValidity() == open.uidValidity()) {
            return last.get();
        }
        String name = open.folder().name();
        FolderMark mark = ledger.cursors().identities(mailbox, name).stream()
                .map(FolderCursor::folder)
                .filter(known -> known.announcedUidValidity() == open.uidValidity())
                .max(Comparator.comparingLong(FolderKey::uidValidity))
                .map(ledger.history()::mark)
                .orElseGet(() -> FolderMark.atStart(new FolderKey(mailbox, name, open.uidValidity())));
        boolean isNew = mark.highestUid() == 0 && last.isPresent();
        return isNew && hasOneAfterTheOther(name) && isUnchanged(session, open, last.get()) ? last.get() : mark;
    }

    private boolean hasOneAfterTheOther(String name) {
        return ledger.cursors().identities(mailbox, name).stream()
                        .map(cursor -> cursor.folder().announcedUidValidity())
                        .distinct()
                        .count()
                >= MANY_IDENTITIES;
    }

    private boolean isUnchanged(ImapSession session, OpenFolder open, FolderMark last) throws IOException {
        boolean unchanged = UidByUid.of(ledger.comparisons(), session, last).isUnchanged();
        if (unchanged) {
            incidents.again(
                    IncidentKind.UID_VALIDITY_CHANGED,
                    open.folder().name(),
                    "the server gives the folder another UIDVALIDITY at each look, now " + open.uidValidity()
                            + ", because no mail program has ever opened it to change it; opening it once with one"
                            + " ends that. Its mails are known by their sizes and dates");
        }
        return unchanged;
    }

    /**
     * Whether the UIDs mean other mails than those that the ledger has under them. They do not where the server refuses to
     * tell of the mails and the folder has a UIDVALIDITY.
     */
    boolean isOther(ImapSession session, OpenFolder open, FolderMark mark) throws IOException {
        try {
            return mark.highestUid() != 0 && looksOther(session, open, mark);
        } catch (ImapProblem refused) {
            if (open.uidValidity() == 0 || !refused.leavesConnection()) {
                throw refused;
            }
            return false;
        }
    }

    private boolean looksOther(ImapSession session, OpenFolder open, FolderMark mark) throws IOException {
        if (mark.objectId().isPresent()
                && open.objectId().isPresent()
                && !mark.objectId().equals(open.objectId())) {
            return true;
        }
        if (open.uidValidity() == 0) {
            return UidByUid.of(ledger.comparisons(), session, mark).isNumberedAnew();
        }
        Optional<MailFacts> newest = new FolderFacts(session).of(mark.highestUid());
        Optional<SightedMail> known = ledger.history().sighted(mark.folder(), mark.highestUid());
        if (newest.isPresent()) {
            return known.isPresent() && !isSame(newest.get(), known.get()) && !isOneOfManyChanged(session, mark);
        }
        boolean goneBack = open.uidNext() != 0 && open.uidNext() <= mark.highestUid();
        return goneBack && session.sizesAbove(open.later(), open.uidNext() - 1).isEmpty();
    }

    /** The newest mail was replaced under its UID, and others near it were not: that is no other folder. */
    private boolean isOneOfManyChanged(ImapSession session, FolderMark mark) throws IOException {
        SortedMap<Long, AsArchived> near = ledger.comparisons()
                .asArchived(mark.folder(), Math.max(1, mark.highestUid() - NEAR), mark.highestUid() - 1, NEAR);
        boolean[] same = new boolean[1];
        if (!near.isEmpty()) {
            new FolderFacts(session).list(near.firstKey() + ":" + near.lastKey(), facts -> {
                AsArchived before = near.get(facts.uid());
                same[0] |= before != null && before.looksLike(facts.size(), facts.internalDate());
            });
        }
        changed |= same[0];
        return same[0];
    }

    /** A mail was replaced under its UID, as far as was seen since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** A date that the server does not tell proves nothing. */
    private static boolean isSame(MailFacts facts, SightedMail known) {
        boolean sameDate = facts.internalDate().isEmpty()
                || known.internalDate().isEmpty()
                || facts.internalDate().equals(known.internalDate());
        return sameDate && facts.size() == known.size();
    }
}
