package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.fetch.FactsListing;
import mailroom.camel.imap.fetch.FetchResponses;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.search.UidSearch;
import mailroom.camel.imap.uid.UidAnswer;
import mailroom.camel.imap.uid.UidRuns;

/**
 * Asks the open folder about mails without their bodies. The caller bounds what it asks for by the UIDs. What a server breaks
 * the connection at again and again counts as refused.
 */
public final class FolderFacts {

    /** Beyond it a header is cut, so that no server can fill memory with one. */
    public static final int LONGEST_HEADER = 64 * 1024;

    private final ImapConnection connection;
    private final FactsListing listing;

    public FolderFacts(ImapSession session) {
        connection = session.connection();
        listing = new FactsListing(connection);
    }

    /** Takes the header, or what was asked for of it. */
    @FunctionalInterface
    public interface Headers {
        void header(long uid, byte[] bytes) throws IOException;
    }

    /** Asks for the flags of these mails. */
    public void flags(long firstUid, long lastUid, ChangeReceiver receiver) throws IOException {
        fetch("UID FETCH " + firstUid + ":" + lastUid + " (UID FLAGS)", receiver);
    }

    /**
     * The flags that changed after a HIGHESTMODSEQ (RFC 7162, 3.1.4.1), up to a UID.
     *
     * @return false where the server refuses to tell
     */
    public boolean flagsSince(long modSeq, long lastUid, ChangeReceiver receiver) throws IOException {
        boolean[] told = new boolean[1];
        ImapExtensions extensions = new ImapExtensions(connection);
        extensions.perhaps(extensions.condstore(), "FETCH", () -> {
            fetch("UID FETCH 1:" + lastUid + " (UID FLAGS) (CHANGEDSINCE " + modSeq + ")", receiver);
            told[0] = true;
        });
        return told[0];
    }

    /**
     * Whether a mail has more bytes than this by the bytes themselves, whatever RFC822.SIZE says; true where the server
     * does not tell.
     */
    public boolean hasMoreThan(long bytes, long uid) throws IOException {
        boolean[] more = {true};
        FetchResponses responses = new FetchResponses(
                new FetchResponses.Receiver() {
                    @Override
                    public String refusal(long origin, long length) {
                        more[0] = origin < 0 ? length > bytes : length > 0 || origin != bytes;
                        return null;
                    }

                    @Override
                    public OutputStream body(Optional<MailFacts> facts, long length) {
                        return OutputStream.nullOutputStream();
                    }

                    @Override
                    public void complete(MailFacts facts, long bodyLength) {
                        // NIL where there are no bytes
                        more[0] &= bodyLength >= 0;
                    }

                    @Override
                    public void unreadable(OptionalLong seen, String words) {
                        more[0] = true;
                    }
                },
                seen -> seen == uid,
                bytes);
        connection.command("UID FETCH " + uid + " (UID BODY.PEEK[]<" + bytes + ".1>)", responses);
        return more[0];
    }

    private void fetch(String command, ChangeReceiver receiver) throws IOException {
        FetchResponses responses = new FetchResponses(
                new FetchResponses.Receiver() {
                    @Override
                    public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                        throw ImapProblem.protocol("the server sent a body that was not asked for");
                    }

                    @Override
                    public void flags(long uid, String flags) throws IOException {
                        receiver.flags(uid, flags);
                    }

                    @Override
                    public void complete(MailFacts facts, long bodyLength) {
                        // the flags are all that was asked for
                    }
                },
                uid -> true,
                0);
        connection.command(command, responses);
    }

    /** The Message-ID fields as they stand, then an empty line; at most {@link #LONGEST_HEADER} bytes. */
    public void messageIds(String uids, Headers headers) throws IOException {
        headers(uids, "HEADER.FIELDS (MESSAGE-ID)", headers);
    }

    /** Asks for the whole header; at most {@link #LONGEST_HEADER} bytes come. */
    public void headers(String uids, Headers headers) throws IOException {
        headers(uids, "HEADER", headers);
    }

    /** A mail whose header came twice in one answer, with different bytes, is left out. */
    private void headers(String uids, String section, Headers headers) throws IOException {
        AnsweredHeaders answered = new AnsweredHeaders(headers);
        FetchResponses responses = new FetchResponses(answered, uid -> true, LONGEST_HEADER, section);
        String command = "UID FETCH " + uids + " (UID BODY.PEEK[" + section + "]<0." + LONGEST_HEADER + ">)";
        new ImapExtensions(connection)
                .unlessItBreaks("UID FETCH (BODY[" + section + "])", () -> connection.command(command, responses));
        answered.end();
    }

    /** How many mails {@link #list} may name, because of what was found out about the server; at most so many. */
    public int atOnce(int most) {
        return Math.min(
                most,
                Math.min(connection.limits().listing(), connection.limits().setMails()));
    }

    /** Asks for flags, sizes and INTERNALDATEs. */
    public void list(String uids, FactsListing.Receiver receiver) throws IOException {
        listing.list(uids, receiver);
    }

    /** The same; nothing more where the server refuses it. */
    public void listUnlessRefused(String uids, FactsListing.Receiver receiver) throws IOException {
        try {
            list(uids, receiver);
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
        }
    }

    /** Of one mail; empty if it is gone. */
    public Optional<MailFacts> of(long uid) throws IOException {
        return listing.of(uid);
    }

    /** The same by ESEARCH alone (RFC 4731), which the server must offer; says nothing where that is refused. */
    public UidAnswer uidsInRuns(long firstUid, long lastUid, UidRuns.Receiver uids) throws IOException {
        return new UidSearch(connection).inRunsUnlessRefused(firstUid, lastUid, uids);
    }

    /**
     * Which UIDs from first to last there are; in runs where the server can (RFC 4731). An answer that names none is
     * asked for once more in the other form, because it may be one that says nothing.
     */
    public UidAnswer uids(long firstUid, long lastUid, UidRuns.Receiver uids) throws IOException {
        return new UidSearch(connection).uids(firstUid, lastUid, uids);
    }
}
