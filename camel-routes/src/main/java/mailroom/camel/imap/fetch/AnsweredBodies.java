package mailroom.camel.imap.fetch;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Which bodies one answer brought, by UID: one that comes once more shows whether the server sends the same bytes. */
final class AnsweredBodies {

    private final Map<Long, Long> sums = new HashMap<>();
    private final CRC32C checksum = new CRC32C();

    boolean has(long uid) {
        return sums.containsKey(uid);
    }

    /** The next body goes through here, whosever it is. */
    OutputStream next(OutputStream sink) {
        checksum.reset();
        return new CheckedOutputStream(sink, checksum);
    }

    /** What went through last is the mail's body. */
    void keep(long uid, long length) {
        sums.put(uid, sum(length));
    }

    /** What went through last is the mail's body too. */
    boolean isSame(long uid, long length) {
        return sums.get(uid) == sum(length);
    }

    boolean isSame(long uid, byte[] body) {
        checksum.reset();
        checksum.update(body);
        return isSame(uid, body.length);
    }

    private long sum(long length) {
        return checksum.getValue() << 32 | length & 0xffff_ffffL;
    }
}
