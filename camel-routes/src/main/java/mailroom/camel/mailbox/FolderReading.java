package mailroom.camel.mailbox;

import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import mailroom.camel.imap.FolderFacts;
import mailroom.camel.imap.ImapProblem;
import mailroom.camel.imap.ImapSession;
import mailroom.intake.FolderCursor;
import mailroom.intake.FolderKey;
import mailroom.intake.Window;
import mailroom.settings.ServerLimits;

/** Reads planned mails of the open folder into windows and hands these over; storing overlaps with reading. */
final class FolderReading {

    /** A mail above it stays on the server, and an incident says so. */
    static final long LARGEST_MAIL = 2L << 30;
    /** A body that is larger than this although its announced size was not. */
    private static final long LARGEST_WHOLE = 16L << 20;

    private static final int LONGEST_ID = 200;

    private final IntakeDesk desk;
    private final MailboxStatus status;
    private final Doubts doubts;
    private final HandOver handOver;
    private final MailboxWatch.WindowTaker taker;
    private final FetchSpan span;

    FolderReading(
            ServerLimits limits,
            IntakeDesk desk,
            MailboxStatus status,
            Doubts doubts,
            HandOver handOver,
            MailboxWatch.WindowTaker taker) {
        span = new FetchSpan(limits);
        this.desk = desk;
        this.status = status;
        this.doubts = doubts;
        this.handOver = handOver;
        this.taker = taker;
    }

    /**
     * Into windows, which are stored while the next one is read; the folder's cursor moves with them.
     *
     * @param sizes by UID
     * @param reached up to this UID the folder is taken in
     * @return up to which it is once these mails are stored
     */
    long fetch(ImapSession session, FolderKey key, SortedMap<Long, Long> sizes, long reached) throws IOException {
        return fetch(session, key, sizes, reached, true);
    }

    /** The same of mails that the cursor has passed or is not to pass yet: it stays at the UID given. */
    void fetchBeside(ImapSession session, FolderKey key, SortedMap<Long, Long> sizes, long reached) throws IOException {
        fetch(session, key, sizes, reached, false);
    }

    private long fetch(
            ImapSession session, FolderKey key, SortedMap<Long, Long> sizes, long reached, boolean movesCursor)
            throws IOException {
        long last = reached;
        SortedMap<Long, Long> left = sizes;
        while (!left.isEmpty()) {
            FetchPlan plan = FetchPlan.first(left, span);
            long highest = plan.sizes().lastKey();
            long then = movesCursor ? highest : reached;
            fetch(session, key, plan, last, then);
            last = then;
            left = left.tailMap(highest + 1);
        }
        return last;
    }

    private void fetch(ImapSession session, FolderKey key, FetchPlan plan, long reached, long reachedThen)
            throws IOException {
        try (ServerTurns.Turn turn = desk.fetches().await(session.server());
                WindowReader reader = new WindowReader(
                        key, desk, doubts, plan, reached, (window, highest) -> send(key, window, highest))) {
            long begun = System.nanoTime();
            long first = plan.sizes().firstKey();
            long largest = plan.sizes().get(first);
            if (plan.isOneLargeMail() && largest > LARGEST_MAIL) {
                reader.skip(first, tooLarge(session, key, first, largest));
            } else if (plan.isOneLargeMail()) {
                session.fetchInPieces(first, largest, reader);
                passOverMissing(session, key, reader);
            } else {
                session.fetch(plan.uids(), LARGEST_WHOLE, reader);
                passOverMissing(session, key, reader);
            }
            reader.finish(reachedThen);
            span.took(plan, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /**
     * With the Message-ID, by which its owner finds it; no more of its header, for operators may read no mail. A server
     * that fails to tell it is not asked for ever.
     */
    private String tooLarge(ImapSession session, FolderKey key, long uid, long size) throws IOException {
        String named = doubts.isSettled(key, uid) ? "the server does not tell its Message-ID" : messageId(session, uid);
        return "it has " + size + " bytes, the limit is " + LARGEST_MAIL + "; " + named;
    }

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

    /** Gives a complete window to the archive. */
    void send(FolderKey key, Window window, long highestUid) throws IOException {
        handOver.give(
                () -> {
                    taker.take(new ReadWindow(window, highestUid));
                    report(desk.cursors().cursor(key));
                },
                window::close);
    }

    void report(FolderCursor cursor) {
        FolderKey key = cursor.folder();
        status.reached(key.folder(), key.uidValidity(), cursor.highestUid(), cursor.sightings());
    }

    /** Waits until all is stored that was sent. */
    void settle() throws IOException {
        handOver.settle();
    }
}
