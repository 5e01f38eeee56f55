package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mailroom.camel.access.ServerTurns;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapSession;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.search.ListedSizes;
import mailroom.camel.mailbox.memory.FolderDoubts;
import mailroom.camel.mailbox.memory.MailboxDoubts;
import mailroom.folder.FolderKey;
import mailroom.intake.Window;
import mailroom.settings.ServerLimits;

/** Reads planned mails of the open folder into windows and hands these over; storing overlaps with reading. */
public final class FolderReading {

    /** A mail above it stays on the server, and an incident says so. */
    static final long LARGEST_MAIL = 2L << 30;

    private static final int LONGEST_ID = 200;

    private final WindowStore store;
    private final FolderIncidents incidents;
    private final ServerTurns turns;
    private final MailboxDoubts doubts;
    private final FetchSpan span;

    public FolderReading(
            ServerLimits limits,
            WindowStore store,
            FolderIncidents incidents,
            ServerTurns turns,
            MailboxDoubts doubts) {
        span = new FetchSpan(limits);
        this.store = store;
        this.incidents = incidents;
        this.turns = turns;
        this.doubts = doubts;
    }

    /**
     * Into windows, which are stored while the next one is read; the folder's cursor moves with them as far as the
     * progress says. What the server does not give is owed. What came before a connection broke is kept.
     *
     * @param sizes by UID, as the server announced them
     */
    public void fetch(ImapSession session, FolderProgress progress, SortedMap<Long, Long> sizes) throws IOException {
        fetch(session, progress, sizes, Set.of());
    }

    /** The same of mails that the cursor has passed or is not to pass yet: it stays at the UID given. */
    public void fetchBeside(ImapSession session, FolderKey key, SortedMap<Long, Long> sizes, long reached)
            throws IOException {
        fetch(session, new FolderProgress(key, reached), sizes, Set.of());
    }

    /**
     * Asks once more for mails that are owed.
     *
     * @param owed which of them have a row
     */
    void fetchOwed(ImapSession session, FolderProgress progress, SortedMap<Long, Long> sizes, Set<Long> owed)
            throws IOException {
        fetch(session, progress, sizes, owed);
    }

    private void fetch(ImapSession session, FolderProgress progress, SortedMap<Long, Long> sizes, Set<Long> owed)
            throws IOException {
        FolderDoubts doubtful = doubts.of(progress.folder());
        Set<Long> suspects = doubtful.suspects();
        SortedMap<Long, Long> left = new TreeMap<>(sizes);
        left.keySet().removeAll(suspects);
        while (!left.isEmpty()) {
            FetchPlan plan = FetchPlan.first(left, doubtful::likelySize, span, doubtful.atOnce());
            fetch(session, progress, plan, owed);
            left = left.tailMap(plan.sizes().lastKey() + 1);
        }
        for (long uid : suspects) {
            if (sizes.containsKey(uid)) {
                fetch(session, progress, new FetchPlan(new TreeMap<>(sizes.subMap(uid, uid + 1))), owed);
            }
        }
    }

    private void fetch(ImapSession session, FolderProgress progress, FetchPlan plan, Set<Long> owed)
            throws IOException {
        FolderDoubts doubtful = doubts.of(progress.folder());
        try (ServerTurns.Turn turn = turns.toFetch(session.server());
                WindowReader reader = new WindowReader(progress, store, incidents, doubtful, plan, owed)) {
            long begun = System.nanoTime();
            try {
                ask(session, plan, reader, doubtful);
            } catch (StoreProblem notStored) {
                throw notStored;
            } catch (ImapProblem problem) {
                if (!problem.isRefusal() && problem.kind() != ImapProblem.Kind.QUOTA) {
                    reader.broke(problem.getMessage());
                }
                reader.finish();
                throw problem;
            }
            reader.finish();
            span.took(plan, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private void ask(ImapSession session, FetchPlan plan, WindowReader reader, FolderDoubts doubtful)
            throws IOException {
        long first = plan.sizes().firstKey();
        long largest = plan.sizes().get(first);
        if (plan.isOneLargeMail() && largest > LARGEST_MAIL && isTooLarge(session, first)) {
            boolean broke = doubtful.suspects().contains(first);
            String named = broke ? "the server does not tell its Message-ID" : messageId(session, first);
            reader.skip(first, "it has " + largest + " bytes, the limit is " + LARGEST_MAIL + "; " + named);
        } else {
            new SetFetch(session, reader, doubtful).get(plan);
        }
    }

    /** By its bytes, because some servers announce sizes that no mail has. */
    private static boolean isTooLarge(ImapSession session, long uid) throws IOException {
        try {
            return new FolderFacts(session).hasMoreThan(LARGEST_MAIL - 1, uid);
        } catch (ImapProblem refused) {
            if (!refused.leavesServer()) {
                throw refused;
            }
            return true;
        }
    }

    /** By which its owner finds a mail; no more of its header, for operators may read no mail. */
    private static String messageId(ImapSession session, long uid) throws IOException {
        String[] told = {""};
        new FolderFacts(session).messageIds(Long.toString(uid), (seen, header) -> {
            if (seen == uid) {
                told[0] = HeaderBytes.messageId(header);
            }
        });
        return told[0].isEmpty() ? "it has no Message-ID" : "its Message-ID is " + printable(told[0]);
    }

    private static String printable(String text) {
        String cut = text.length() <= LONGEST_ID ? text : text.substring(0, LONGEST_ID) + "...";
        return cut.replaceAll("[^ -~]", "?");
    }

    /**
     * The server does not list these UIDs, which may be mails.
     *
     * @return false if there are none
     */
    public boolean oweRanges(FolderKey key, List<ListedSizes.Refused> ranges) throws IOException {
        if (ranges.isEmpty()) {
            return false;
        }
        Window window = store.open(key);
        ranges.forEach(range -> window.owe(range.firstUid(), range.lastUid(), range.words()));
        store.store(window, 0);
        return true;
    }

    /** The row that begins with this UID goes. */
    void paid(FolderKey key, long uid) throws IOException {
        Window window = store.open(key);
        window.paid(uid);
        store.store(window, 0);
    }

    /** Moves the cursor where no mail does. */
    public void moveCursor(FolderProgress progress) throws IOException {
        store.store(store.open(progress.folder()), progress.cursor());
    }

    /** Waits until all is stored that was sent. */
    public void settle() throws IOException {
        store.settle();
    }
}
