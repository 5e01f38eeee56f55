package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.problem.ImapProblem;

/**
 * Asks for a mail piece by piece (RFC 9051, 6.4.5, partial fetch) and compares where each begins with what was asked for:
 * shorter and longer pieces are taken, others are not, nor those that begin as another did.
 */
final class PieceFetch implements FetchResponses.Receiver {

    /** A server that gives less than this a piece on average is not asked for all of the largest mail. */
    static final int MOST_PIECES = 16_384;

    private final ImapConnection connection;
    private final long uid;
    private final long size;
    private final OutputStream sink;
    private final PieceStarts starts = new PieceStarts();
    private long offset;
    private long came;
    private String words;

    /** @param size at which the mail is believed to end; takes no byte beyond it to the sink */
    PieceFetch(ImapConnection connection, long uid, long size, OutputStream sink) {
        this.connection = connection;
        this.uid = uid;
        this.size = size;
        this.sink = sink;
    }

    /** Why the pieces do not make a mail. */
    Optional<String> problem() {
        return Optional.ofNullable(words);
    }

    /** The bytes that the mail has, also those beyond its size. */
    long read() throws IOException {
        for (int count = 0; count < MOST_PIECES && words == null; count++) {
            came = 0;
            ask();
            offset += came;
            if (came == 0 || offset == size && came < WaysOfAsking.PIECE_BYTES) {
                return offset;
            }
        }
        if (words == null) {
            words = "the server sends its pieces too short";
        }
        return offset;
    }

    private void ask() throws IOException {
        String piece = offset + "." + WaysOfAsking.PIECE_BYTES;
        try {
            connection.command(
                    "UID FETCH " + uid + " (UID BODY.PEEK[]<" + piece + ">)",
                    new FetchResponses(this, seen -> seen == uid, Long.MAX_VALUE));
        } catch (ImapProblem refused) {
            if (!refused.leavesServer()) {
                throw refused;
            }
            if (offset == 0 || offset != size) {
                words = refused.serverWords();
            }
        }
    }

    @Override
    public String refusal(long origin, long length) {
        if (length == 0 || origin == offset && came == 0) {
            return null;
        }
        if (origin < 0 && offset == 0 && length == size) {
            return null;
        }
        return origin < 0
                ? "the server sends a body and not where it begins, for the piece from " + offset
                : "the server sends the piece from " + origin + " for the one from " + offset;
    }

    @Override
    public OutputStream body(Optional<MailFacts> known, long length) {
        return starts.of(offset + length <= size ? sink : OutputStream.nullOutputStream());
    }

    @Override
    public void complete(MailFacts seen, long bodyLength) {
        came += Math.max(0, bodyLength);
        if (starts.isRepeated()) {
            words = "the server sends a piece once more for the one from " + offset;
        }
    }

    @Override
    public void abandoned() {
        words = "the server sends a piece that can't be read";
    }

    @Override
    public void unreadable(OptionalLong seen, String why) {
        if (seen.isEmpty() || seen.getAsLong() == uid) {
            words = why;
        }
    }
}
