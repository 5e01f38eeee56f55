package mailroom.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Finds where the next member begins behind damaged bytes: zstd's magic number, then a header of ours. */
final class MemberSearch implements AutoCloseable {

    private static final int ZSTD_MAGIC = 0xFD2FB528;
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final MemberReader members;
    private final long limit;

    MemberSearch(int segment, Path file, long limit) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        members = new MemberReader(new FrameReader(segment, file, limit));
        this.limit = Math.min(limit, channel.size());
    }

    /** The offset of the first member that begins behind the given one; the end of the file if there is none. */
    long after(long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        long from = offset + 1;
        while (from + Integer.BYTES <= limit) {
            channel.read(bytes.clear(), from);
            bytes.flip();
            if (bytes.remaining() < Integer.BYTES) {
                break;
            }
            for (int i = 0; i + Integer.BYTES <= bytes.limit(); i++) {
                if (bytes.getInt(i) == ZSTD_MAGIC && memberBegins(from + i)) {
                    return from + i;
                }
            }
            from += bytes.limit() - Integer.BYTES + 1;
        }
        return limit;
    }

    private boolean memberBegins(long offset) throws IOException {
        try {
            return members.header(offset).isPresent();
        } catch (DamagedMember e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        members.close();
        channel.close();
    }
}
