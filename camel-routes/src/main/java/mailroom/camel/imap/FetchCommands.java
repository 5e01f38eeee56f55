package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Asks by UID FETCH (RFC 9051, 6.4.5 and 6.4.9) for the sizes of mails and for mails, whole or in pieces. */
final class FetchCommands {

    private static final long HIGHEST_UID = 0xffff_ffffL;

    private final ImapConnection connection;

    FetchCommands(ImapConnection connection) {
        this.connection = connection;
    }

    /** @param uidNext 0 if the server does not say; only cuts the question into pieces */
    TreeMap<Long, Long> sizesAbove(long uid, long uidNext) throws IOException {
        TreeMap<Long, Long> sizes = new TreeMap<>();
        long from = uid + 1;
        long width = ImapSession.MOST_PLANNED;
        while (from <= HIGHEST_UID && sizes.isEmpty()) {
            boolean last = uidNext == 0 || from + width >= uidNext;
            sizes(from, last ? "*" : Long.toString(from + width - 1), sizes);
            if (last) {
                break;
            }
            from += width;
            width *= 2;
        }
        return sizes;
    }

    boolean finds(long uid) throws IOException {
        TreeMap<Long, Long> found = new TreeMap<>();
        sizes(uid, Long.toString(uid), found);
        return found.containsKey(uid);
    }

    private void sizes(long from, String to, TreeMap<Long, Long> sizes) throws IOException {
        FetchResponses responses = new FetchResponses(
                new FetchResponses.Receiver() {
                    @Override
                    public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                        throw ImapProblem.protocol("the server sent a body that was not asked for");
                    }

                    @Override
                    public void complete(MailFacts facts, long bodyLength) {
                        sizes.put(facts.uid(), facts.size());
                        if (sizes.size() > ImapSession.MOST_PLANNED) {
                            sizes.pollLastEntry();
                        }
                    }
                },
                uid -> uid >= from,
                0);
        connection.command("UID FETCH " + from + ":" + to + " (UID RFC822.SIZE)", responses);
    }

    void whole(long[] uids, long largest, MailReceiver receiver) throws IOException {
        connection.toll().mails();
        Set<Long> wanted = new HashSet<>();
        for (long uid : uids) {
            wanted.add(uid);
        }
        FetchResponses.Receiver whole = new FetchResponses.Receiver() {
            @Override
            public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
                return receiver.body(facts, length);
            }

            @Override
            public void complete(MailFacts facts, long bodyLength) throws IOException {
                if (bodyLength >= 0) {
                    wanted.remove(facts.uid());
                    receiver.complete(facts);
                }
            }
        };
        connection.command(
                "UID FETCH " + UidSet.of(uids) + " (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])",
                new FetchResponses(whole, wanted::contains, largest));
    }

    /**
     * Its facts are asked for first, so that no server can make the receiver gather a huge body before them.
     *
     * @return false if the mail is gone
     */
    boolean inPieces(long uid, long size, MailReceiver receiver) throws IOException {
        connection.toll().mails();
        Optional<MailFacts> facts = new FolderFacts(connection).of(uid);
        return facts.isPresent() && inPieces(facts.get(), size, receiver);
    }

    private boolean inPieces(MailFacts facts, long size, MailReceiver receiver) throws IOException {
        Pieces pieces = new Pieces(facts, size, receiver);
        do {
            pieces.nextPiece();
            connection.command(
                    "UID FETCH " + facts.uid() + " (UID BODY.PEEK[]<" + pieces.offset() + "." + ImapSession.PIECE_BYTES
                            + ">)",
                    new FetchResponses(pieces, seen -> seen == facts.uid(), ImapSession.PIECE_BYTES));
        } while (pieces.expectsMore());
        return pieces.finish();
    }
}
