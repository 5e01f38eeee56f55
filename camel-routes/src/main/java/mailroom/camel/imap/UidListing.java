package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Asks the open folder which UIDs it has, in several ways, because a server may answer one of them wrongly: ESEARCH (RFC
 * 4731), the plain SEARCH, and FETCH.
 */
public final class UidListing {

    /** UIDs of one range; each that is there takes a response of some thirty bytes. */
    private static final int FETCHED_AT_ONCE = 50_000;

    private final ImapConnection connection;

    public UidListing(ImapSession session) {
        connection = session.connection();
    }

    /**
     * From first to last, both included, in the shortest way that the server offers. An answer that names no UID is asked
     * for once more by the plain SEARCH: a server that says nothing does not say that there is nothing. Where SEARCH is
     * refused, FETCH lists them.
     */
    public UidRuns shortest(long firstUid, long lastUid) throws IOException {
        UidRuns.Builder found = new UidRuns.Builder(firstUid, lastUid);
        try {
            new UidSearch(connection).uids(firstUid, lastUid, found::add);
        } catch (ImapProblem refused) {
            if (!refused.isRefusal() || refused.isMeantOfTheMailbox()) {
                throw refused;
            }
            fetchedInRanges(firstUid, lastUid, found);
        }
        return found.build();
    }

    private void fetchedInRanges(long firstUid, long lastUid, UidRuns.Builder found) throws IOException {
        long width = FETCHED_AT_ONCE;
        for (long from = firstUid; from <= lastUid; ) {
            long to = Math.min(lastUid, from + width - 1);
            int[] count = new int[1];
            fetch(from + ":" + to, uid -> {
                count[0]++;
                found.add(uid, uid);
            });
            width = count[0] < FETCHED_AT_ONCE / 4 ? 2 * width : FETCHED_AT_ONCE;
            from = to + 1;
        }
    }

    /** Those of a set that SEARCH finds. */
    public UidRuns searched(String uids, long firstUid, long lastUid) throws IOException {
        UidRuns.Builder found = new UidRuns.Builder(firstUid, lastUid);
        new UidSearch(connection).plain(uids, found::add);
        return found.build();
    }

    /** Those of a set that FETCH tells of. */
    public UidRuns fetched(String uids, long firstUid, long lastUid) throws IOException {
        UidRuns.Builder found = new UidRuns.Builder(firstUid, lastUid);
        fetch(uids, uid -> found.add(uid, uid));
        return found.build();
    }

    private void fetch(String uids, LongConsumer found) throws IOException {
        FetchResponses.Receiver receiver = new FetchResponses.Receiver() {
            @Override
            public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                throw ImapProblem.protocol("the server sent a body that was not asked for");
            }

            @Override
            public void complete(MailFacts facts, long bodyLength) {
                found.accept(facts.uid());
            }
        };
        connection.command("UID FETCH " + uids + " (UID)", new FetchResponses(receiver, uid -> true, 0));
    }
}
