package mailroom.camel.imap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.camel.imap.fetch.FetchResponses;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.problem.ImapProblem;

/**
 * The headers of one answer. They wait for its end as long as there is room for them, because a header that comes once more with
 * other bytes is no header to believe.
 */
final class AnsweredHeaders implements FetchResponses.Receiver {

    /** Bytes of headers that may wait. */
    static final int MOST_WAITING = 1 << 20;

    private final FolderFacts.Headers headers;
    private final Map<Long, byte[]> waiting = new LinkedHashMap<>();
    private final Set<Long> handedOn = new HashSet<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long waitingBytes;

    AnsweredHeaders(FolderFacts.Headers headers) {
        this.headers = headers;
    }

    @Override
    public OutputStream body(Optional<MailFacts> facts, long length) {
        bytes.reset();
        return bytes;
    }

    @Override
    public void complete(MailFacts facts, long bodyLength) throws IOException {
        if (bodyLength >= 0) {
            waiting.put(facts.uid(), bytes.toByteArray());
            waitingBytes += bytes.size();
            handOn(MOST_WAITING);
        }
    }

    @Override
    public void contradicted(long uid, String words) throws IOException {
        if (handedOn.contains(uid)) {
            throw ImapProblem.protocol("the server sends two different headers of UID " + uid + " in one answer");
        }
        byte[] header = waiting.remove(uid);
        waitingBytes -= header == null ? 0 : header.length;
    }

    /** The answer has ended, and what still waits came once. */
    void end() throws IOException {
        handOn(0);
    }

    private void handOn(long mostWaiting) throws IOException {
        Iterator<Map.Entry<Long, byte[]>> oldest = waiting.entrySet().iterator();
        while (waitingBytes > mostWaiting || mostWaiting == 0 && oldest.hasNext()) {
            Map.Entry<Long, byte[]> header = oldest.next();
            oldest.remove();
            waitingBytes -= header.getValue().length;
            handedOn.add(header.getKey());
            headers.header(header.getKey(), header.getValue());
        }
    }
}
