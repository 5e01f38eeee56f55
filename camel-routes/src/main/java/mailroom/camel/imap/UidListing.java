package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Asks the open folder which UIDs it has, in several ways, because a server may answer one of them wrongly: ESEARCH (RFC
 * 4731), the plain SEARCH, and FETCH.
 */
public final class UidListing {

    private final ImapConnection connection;

    public UidListing(ImapSession session) {
        connection = session.connection();
    }

    /**
     * From first to last, both included, in the shortest way that the server offers. An answer that names no UID is asked
     * for once more by the plain SEARCH: a server that says nothing does not say that there is nothing.
     */
    public UidRuns shortest(long firstUid, long lastUid) throws IOException {
        UidRuns.Builder found = new UidRuns.Builder(firstUid, lastUid);
        new UidSearch(connection).uids(firstUid, lastUid, found::add);
        return found.build();
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
        FetchResponses.Receiver receiver = new FetchResponses.Receiver() {
            @Override
            public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                throw ImapProblem.protocol("the server sent a body that was not asked for");
            }

            @Override
            public void complete(MailFacts facts, long bodyLength) {
                found.add(facts.uid(), facts.uid());
            }
        };
        connection.command("UID FETCH " + uids + " (UID)", new FetchResponses(receiver, uid -> true, 0));
        return found.build();
    }
}
