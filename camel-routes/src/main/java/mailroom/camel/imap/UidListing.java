package mailroom.camel.imap;

import java.io.IOException;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.search.UidFetch;
import mailroom.camel.imap.search.UidSearch;
import mailroom.camel.imap.uid.UidRuns;

/**
 * Asks the open folder which UIDs it has, in several ways, because a server may answer one of them wrongly: ESEARCH (RFC
 * 4731), the plain SEARCH, and FETCH.
 */
public final class UidListing {

    private final ImapConnection connection;
    private boolean searchIsRefused;

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
        UidSearch search = new UidSearch(connection);
        search.uids(firstUid, lastUid, found::add);
        searchIsRefused |= search.isRefused();
        return found.build();
    }

    /** There is one way of asking only, so that a second answer proves nothing. */
    public boolean isOneWay() {
        return searchIsRefused;
    }

    /** Those of a set that SEARCH finds. */
    public UidRuns searched(String uids, long firstUid, long lastUid) throws IOException {
        UidRuns.Builder found = new UidRuns.Builder(firstUid, lastUid);
        UidSearch search = new UidSearch(connection);
        search.plain(uids, found::add);
        searchIsRefused |= search.isRefused();
        return found.build();
    }

    /**
     * Those of a set that FETCH tells of.
     *
     * @throws ImapProblem a refusal also where the server breaks the connection at it again and again
     */
    public UidRuns fetched(String uids, long firstUid, long lastUid) throws IOException {
        UidRuns.Builder found = new UidRuns.Builder(firstUid, lastUid);
        new ImapExtensions(connection)
                .unlessItBreaks(UidFetch.FORM, () -> new UidFetch(connection).set(uids, found::add));
        return found.build();
    }
}
