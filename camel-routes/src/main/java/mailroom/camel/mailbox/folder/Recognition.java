package mailroom.camel.mailbox.folder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.mailbox.fetch.FolderIncidents;
import mailroom.camel.mailbox.fetch.FolderLedger;
import mailroom.camel.mailbox.fetch.FolderReading;
import mailroom.camel.mailbox.fetch.StoreProblem;
import mailroom.camel.mailbox.fetch.WindowStore;
import mailroom.camel.mailbox.folder.Rematch.Match;
import mailroom.folder.FolderCursor;
import mailroom.folder.FolderKey;
import mailroom.folder.FolderMark;
import mailroom.folder.SightedMail;
import mailroom.folder.SightingFacts;
import mailroom.incident.IncidentKind;
import mailroom.intake.Window;

/**
 * Takes in a folder that has a new identity, with mails that the archive has from it under a former one: those get a
 * further sighting and are not fetched, except a sample whose bytes prove the others.
 */
final class Recognition {

    /** One of so many matched mails is fetched all the same; the first among them. */
    static final int SAMPLE_EVERY = 400;
    /** A larger mail is no sample. */
    static final long LARGEST_SAMPLE = 1L << 20;

    private final String mailbox;
    private final FolderLedger ledger;
    private final FolderIncidents incidents;
    private final WindowStore store;
    private final FolderReading reading;
    private final LostFolders lost;

    Recognition(
            String mailbox, FolderLedger ledger, FolderIncidents incidents, WindowStore store, FolderReading reading) {
        this.mailbox = mailbox;
        this.ledger = ledger;
        this.incidents = incidents;
        this.store = store;
        this.reading = reading;
        lost = new LostFolders(mailbox, ledger.cursors());
    }

    /** @param names of all folders that the server has now; before {@link #former} is asked */
    void listed(Set<String> names, boolean complete) {
        lost.listed(names, complete);
    }

    /**
     * What the folder may have been, as long as it was never taken in as a whole: itself under another UIDVALIDITY, and
     * folders that the server lists no longer.
     */
    List<FolderKey> former(FolderMark mark) {
        if (mark.comparedAt().isPresent()) {
            return List.of();
        }
        String name = mark.folder().folder();
        List<FolderKey> former = new ArrayList<>(ledger.cursors().identities(mailbox, name).stream()
                .filter(cursor -> cursor.sightings() > 0)
                .map(FolderCursor::folder)
                .filter(folder -> !folder.equals(mark.folder()))
                .toList());
        if (mark.highestUid() == 0 && !former.isEmpty()) {
            String message = "the server numbers the folder anew, UIDVALIDITY "
                    + mark.folder().announcedUidValidity()
                    + "; its mails are matched with the archive's. Where it does so"
                    + " at each look, opening the folder once with a mail program ends it";
            incidents.again(IncidentKind.UID_VALIDITY_CHANGED, name, message);
        }
        former.addAll(lost.besides(name));
        return former;
    }

    /** Of these mails, those that must be fetched; the others are stored as further sightings. */
    SortedMap<Long, Long> unknown(
            ImapSession session, FolderKey key, List<FolderKey> former, SortedMap<Long, Long> sizes, long reached)
            throws IOException {
        if (former.isEmpty()) {
            return sizes;
        }
        SortedMap<Long, Match> matches = matches(session, former, sizes);
        SortedMap<Long, Long> sample = sample(matches);
        reading.fetchBeside(session, key, sample, reached);
        reading.settle();
        SortedMap<Long, Long> left = new TreeMap<>(sizes);
        sample.keySet().forEach(left::remove);
        if (isProved(key, matches, sample.keySet())) {
            sample.keySet().forEach(matches::remove);
            sight(key, matches, reached);
            matches.keySet().forEach(left::remove);
        }
        return left;
    }

    private SortedMap<Long, Match> matches(ImapSession session, List<FolderKey> former, SortedMap<Long, Long> sizes)
            throws IOException {
        try {
            return new Rematch(ledger.formerMails(), former).among(new FolderFacts(session), sizes);
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
            return new TreeMap<>();
        } catch (RuntimeException e) {
            throw new StoreProblem(e);
        }
    }

    private static SortedMap<Long, Long> sample(SortedMap<Long, Match> matches) {
        SortedMap<Long, Long> sample = new TreeMap<>();
        int until = 0;
        for (Map.Entry<Long, Match> match : matches.entrySet()) {
            long size = match.getValue().facts().size();
            if (until-- <= 0 && size <= LARGEST_SAMPLE) {
                sample.put(match.getKey(), size);
                until = SAMPLE_EVERY - 1;
            }
        }
        return sample;
    }

    private boolean isProved(FolderKey key, SortedMap<Long, Match> matches, Set<Long> sample) {
        for (long uid : sample) {
            SightedMail expected = matches.get(uid).mail();
            boolean other = ledger.history()
                    .sighted(key, uid)
                    .filter(seen -> !seen.id().equals(expected.id()))
                    .isPresent();
            if (other) {
                String message = "UID " + uid + " is another mail than its size, date and Message-ID say; all are read";
                incidents.record(IncidentKind.REMATCH_REFUTED, key.folder(), message);
                return false;
            }
        }
        return true;
    }

    private void sight(FolderKey key, SortedMap<Long, Match> matches, long reached) throws IOException {
        List<Match> left = new ArrayList<>(matches.values());
        for (int from = 0; from < left.size(); from += Window.MAX_MAILS) {
            Window window = store.open(key);
            sight(window, left.subList(from, Math.min(left.size(), from + Window.MAX_MAILS)));
            store.store(window, reached);
        }
        store.settle();
    }

    private static void sight(Window window, List<Match> matches) throws StoreProblem {
        try {
            for (Match match : matches) {
                var facts = match.facts();
                window.sighted(
                        new SightingFacts(facts.uid(), facts.internalDate(), facts.flags(), 0),
                        match.mail().id());
            }
        } catch (IOException e) {
            window.close();
            throw new StoreProblem(e);
        }
    }

    /** The folder is taken in as a whole: what it was before is no longer on the server. */
    void end(List<FolderKey> former) throws IOException {
        for (FolderKey folder : former) {
            new Changes(ledger.history(), folder).vanished(1, Long.MAX_VALUE);
        }
    }
}
