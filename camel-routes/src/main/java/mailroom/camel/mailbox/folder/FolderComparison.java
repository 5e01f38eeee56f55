package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.UidListing;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.ladder.Compare;
import mailroom.camel.ladder.Look;
import mailroom.camel.mailbox.fetch.FolderIncidents;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.camel.mailbox.fetch.FolderReading;
import mailroom.camel.mailbox.fetch.MissedMails;
import mailroom.camel.mailbox.memory.ComparisonTimes;
import mailroom.camel.mailbox.status.MailboxStatus;
import mailroom.folder.ComparisonFindings;
import mailroom.folder.FolderComparisons;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderMark;
import mailroom.incident.IncidentKind;

/**
 * Holds a folder against the ledger when it is due, whatever counts, MODSEQ and VANISHED say: UIDs that came late are
 * taken in, what counted as vanished and is there is present again, and mails that were replaced under their UIDs are
 * archived too. What it put right is one incident a folder.
 */
final class FolderComparison {

    private final FolderLedger ledger;
    private final FolderIncidents incidents;
    private final FolderReading reading;
    private final MissedMails missed;
    private final Compare compare;
    private final MailboxStatus status;
    private final ComparisonTimes times;
    private final Clock clock;

    FolderComparison(
            FolderLedger ledger,
            FolderIncidents incidents,
            FolderReading reading,
            MissedMails missed,
            Compare compare,
            MailboxStatus status,
            ComparisonTimes times,
            Clock clock) {
        this.ledger = ledger;
        this.incidents = incidents;
        this.reading = reading;
        this.missed = missed;
        this.compare = compare;
        this.status = status;
        this.times = times;
        this.clock = clock;
    }

    /** After a look; does nothing unless the folder is due. One that is refused or broken off stays due. */
    void ifDue(ImapSession session, OpenFolder open, FolderKey key, long live) throws IOException {
        String name = key.folder();
        Optional<FolderComparisons.Last> last = last(key);
        if (!times.isDue(name)) {
            return;
        }
        Instant begun = clock.instant();
        compare(session, open, key, live, last);
        times.compared(name, begun);
    }

    private Optional<FolderComparisons.Last> last(FolderKey key) {
        Optional<FolderComparisons.Last> last = ledger.comparisons().last(key);
        if (!times.knows(key.folder())) {
            times.comparedAt(key.folder(), last.map(FolderComparisons.Last::at).orElseGet(clock::instant));
            last.ifPresent(known -> status.compared(key.folder(), known.at(), known.findings()));
        }
        return last;
    }

    private void compare(
            ImapSession session, OpenFolder open, FolderKey key, long live, Optional<FolderComparisons.Last> last)
            throws IOException {
        FolderMark mark = ledger.history().mark(key);
        Changes changes = new Changes(ledger.history(), key);
        compare.uids(new Look(new FolderFacts(session), new UidListing(session), open, mark, live, compare, changes));
        changes.flush();
        int late = takeIn(session, key);
        SortedSet<Long> back = compare.takeBack(key);
        LooksCheck looks = new LooksCheck(ledger, reading, session, key);
        looks.suspects(back);
        looks.newest(mark.highestUid());
        long above = last.map(FolderComparisons.Last::checkedUid).orElse(0L);
        long checked = looks.share(above, mark.highestUid(), LooksCheck.share(live, since(last)));
        ComparisonFindings found = new ComparisonFindings(late, back.size(), compare.takeVanished(key), looks.fetch());
        ledger.comparisons().compared(key, found, checked);
        status.compared(key.folder(), clock.instant(), found);
        tell(key, found);
        if (compare.takeContradicted(key)) {
            incidents.again(
                    IncidentKind.LISTING_CONTRADICTED,
                    key.folder(),
                    "the server lists mails of the folder in one answer and leaves them out of another;"
                            + " what is in any of them counts as there");
        }
    }

    private Duration since(Optional<FolderComparisons.Last> last) {
        Instant before = last.map(FolderComparisons.Last::at).orElse(Instant.EPOCH);
        return Duration.between(before, clock.instant());
    }

    /** How many came late, without those that the server did not give. */
    private int takeIn(ImapSession session, FolderKey key) throws IOException {
        SortedSet<Long> uids = compare.takeMissed();
        if (uids.isEmpty()) {
            return 0;
        }
        missed.takeIn(session, key, uids);
        SortedSet<Long> came = new TreeSet<>(ledger.cursors().seenUids(key, uids.first(), uids.last()));
        came.retainAll(uids);
        return came.size();
    }

    private void tell(FolderKey key, ComparisonFindings found) {
        if (found.putRight() > 0) {
            String message = "the comparison with the server put right: " + found.late()
                    + " mails that came late below UIDs already seen, " + found.back()
                    + " that counted as vanished and are there, " + found.replaced()
                    + " that other mails had replaced under their UIDs";
            incidents.again(IncidentKind.COMPARISON_PUT_RIGHT, key.folder(), message, found.putRight());
        }
    }
}
