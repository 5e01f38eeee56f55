package mailroom.camel.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Joins the pieces of one large mail, so that its receiver sees one body. */
final class Pieces implements FetchResponses.Receiver {

    private final long size;
    private final MailReceiver receiver;
    private final MailFacts facts;
    private OutputStream sink;
    private long offset;
    private long lastPiece;

    Pieces(MailFacts facts, long size, MailReceiver receiver) {
        this.facts = facts;
        this.size = size;
        this.receiver = receiver;
    }

    void nextPiece() {
        lastPiece = 0;
    }

    long offset() {
        return offset;
    }

    @Override
    public OutputStream body(Optional<MailFacts> known, long length) throws IOException {
        if (sink == null) {
            sink = receiver.body(Optional.of(facts), size);
        }
        return sink;
    }

    @Override
    public void complete(MailFacts seen, long bodyLength) {
        if (bodyLength < 0) {
            return;
        }
        lastPiece += bodyLength;
        offset += bodyLength;
    }

    /** A full piece may be the last one: only a shorter one says so, or the announced size reached. */
    boolean expectsMore() {
        return lastPiece == ImapSession.PIECE_BYTES && offset < size;
    }

    boolean finish() throws IOException {
        if (sink == null) {
            return false;
        }
        if (offset != size) {
            throw ImapProblem.protocol(
                    "UID " + facts.uid() + " was announced with " + size + " bytes and came with " + offset);
        }
        receiver.complete(facts);
        return true;
    }
}
