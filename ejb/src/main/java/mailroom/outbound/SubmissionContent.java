package mailroom.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import mailroom.database.Database;
import mailroom.spool.Content;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The built bytes of submissions: a small mail lies in its row, a large one in rows of up to {@link #PART_BYTES} of the table
 * {@code submission_content}, so that nobody who writes or reads it holds more of it than one part.
 */
final class SubmissionContent {

    /** A mail up to this size lies in the submission's own row. */
    static final int IN_ROW_BYTES_MAX = 64 * 1024;

    static final int PART_BYTES = 256 * 1024;
    private static final int PARTS_IN_A_BATCH = 4;

    private SubmissionContent() {}

    /** What goes into the submission's row; empty where the bytes lie in parts. */
    static byte[] inRow(Content content) throws IOException {
        if (content.size() > IN_ROW_BYTES_MAX) {
            return new byte[0];
        }
        try (InputStream bytes = content.open()) {
            return bytes.readAllBytes();
        }
    }

    /** After the submission's row, in its transaction; nothing for what lies in the row. */
    static void insert(Handle handle, String id, Content content) throws IOException {
        if (content.size() <= IN_ROW_BYTES_MAX) {
            return;
        }
        PreparedBatch parts = handle.prepareBatch(
                "insert into submission_content (submission_id, part, bytes) values (:id, :part, :bytes)");
        try (InputStream bytes = content.open()) {
            int number = 0;
            for (byte[] part = bytes.readNBytes(PART_BYTES); part.length > 0; part = bytes.readNBytes(PART_BYTES)) {
                parts.bind("id", id).bind("part", number++).bind("bytes", part).add();
                if (parts.size() == PARTS_IN_A_BATCH) {
                    parts.execute();
                }
            }
        }
        if (parts.size() > 0) {
            parts.execute();
        }
    }

    /** The parts one after the other, each asked for when the one before is read. */
    static InputStream parts(Database database, String id) {
        return new PartsStream(number -> database.jdbi().withHandle(handle -> handle.createQuery(
                        "select bytes from submission_content where submission_id = :id and part = :part")
                .bind("id", id)
                .bind("part", number)
                .map((row, context) -> row.getBytes(1))
                .findOne()));
    }

    /** Where a part comes from. */
    @FunctionalInterface
    interface Parts {
        Optional<byte[]> part(int number);
    }

    private static final class PartsStream extends InputStream {

        private final Parts parts;
        private byte[] part = new byte[0];
        private int at;
        private int next;
        private boolean ended;

        PartsStream(Parts parts) {
            this.parts = parts;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : part[at++] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (isAtEnd()) {
                return -1;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean isAtEnd() {
            if (at == part.length && !ended) {
                Optional<byte[]> following = parts.part(next++);
                ended = following.isEmpty();
                part = following.orElseGet(() -> new byte[0]);
                at = 0;
            }
            return at == part.length;
        }
    }
}
