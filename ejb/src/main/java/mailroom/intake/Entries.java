package mailroom.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import mailroom.archive.SegmentLocation;
import mailroom.archive.member.Member;
import mailroom.intake.LedgerRows.Known;
import mailroom.mail.MailId;

/** What each mail of a window is to the archive: new, known, or in the ledger already. */
final class Entries {

    /** One mail of the window that gets a member of its own. */
    static final class Entry {

        private final Arrival arrival;
        private final Known known;
        private final boolean newMail;
        private final boolean replacing;
        private SegmentLocation location;

        private Entry(Arrival arrival, Known known, boolean newMail, boolean replacing) {
            this.arrival = arrival;
            this.known = known;
            this.newMail = newMail;
            this.replacing = replacing;
        }

        Arrival arrival() {
            return arrival;
        }

        boolean isNewMail() {
            return newMail;
        }

        /** The ledger has another mail under this UID. */
        boolean isReplacing() {
            return replacing;
        }

        long mailId() {
            return known.id();
        }

        /** Whose script routes the mail. */
        String firstMailbox() {
            return known.mailbox();
        }

        void storedAt(SegmentLocation at) {
            location = at;
        }

        SegmentLocation location() {
            return location;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private int repeated;

    /** @param held the UIDs of the arrivals that the ledger has, with their mails */
    Entries(List<Arrival> arrivals, Map<Long, MailId> held, Map<MailId, Known> knownMails, LongSupplier newIds) {
        Set<Long> seen = new HashSet<>();
        Map<MailId, Known> known = new HashMap<>(knownMails);
        for (Arrival arrival : arrivals) {
            MailId before = held.get(arrival.uid());
            if (seen.add(arrival.uid()) && !arrival.mail().id().equals(before)) {
                entries.add(entry(arrival, known, newIds, before != null));
            } else {
                repeated++;
            }
        }
    }

    private static Entry entry(Arrival arrival, Map<MailId, Known> known, LongSupplier newIds, boolean replacing) {
        MailId id = arrival.mail().id();
        Known before = known.get(id);
        if (before != null) {
            return new Entry(arrival, before, false, replacing);
        }
        if (arrival.mail().kind() == Member.Kind.SIGHTING) {
            throw new IllegalStateException("the ledger has no mail " + id + " that a further sighting names");
        }
        Known now = new Known(newIds.getAsLong(), arrival.mail().seen().mailbox());
        known.put(id, now);
        return new Entry(arrival, now, true, replacing);
    }

    List<Entry> toAppend() {
        return entries;
    }

    List<Entry> newMails() {
        return entries.stream().filter(Entry::isNewMail).toList();
    }

    /** UIDs that another mail has than the one that the ledger has under them. */
    List<Long> replacedUids() {
        return entries.stream()
                .filter(Entry::isReplacing)
                .map(entry -> entry.arrival().uid())
                .toList();
    }

    Stored stored() {
        int mails = newMails().size();
        return new Stored(mails, entries.size() - mails, repeated);
    }
}
