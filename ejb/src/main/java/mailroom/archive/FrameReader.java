package mailroom.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a segment's frames as one stream of tar bytes from any frame's begin, and knows exactly which compressed byte
 * it has come to. Reading on behind what was read last, in order, touches the file once.
 */
final class FrameReader implements AutoCloseable {

    private static final int BUFFER = 128 * 1024;

    private final int segment;
    private final FileChannel channel;
    private final long most;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final ByteBuffer compressed = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private long limit;
    private long filePosition;
    private boolean betweenFrames = true;
    private boolean outputPending;

    /** @param most bytes of the file that may be read; an open segment may grow meanwhile */
    FrameReader(int segment, Path file, long most) throws IOException {
        this.segment = segment;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.most = most;
        this.limit = Math.min(most, channel.size());
    }

    int segment() {
        return segment;
    }

    /** The offset of the next compressed byte; where a frame begins if the last one was read to its end. */
    long position() {
        return filePosition - compressed.remaining();
    }

    boolean atEnd() {
        return betweenFrames && !plain.hasRemaining() && position() >= limit;
    }

    void seek(long offset) {
        long buffered = filePosition - compressed.limit();
        if (offset >= buffered && offset <= filePosition) {
            compressed.position((int) (offset - buffered));
        } else {
            compressed.limit(0);
            filePosition = offset;
        }
        plain.limit(0);
        zstd.reset();
        betweenFrames = true;
        outputPending = false;
    }

    void readFully(byte[] target, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            done += read(target, offset + done, length - done);
        }
    }

    /** Reads at least one byte. */
    int read(byte[] target, int offset, int length) throws IOException {
        while (!plain.hasRemaining()) {
            decompress();
        }
        int count = Math.min(length, plain.remaining());
        plain.get(target, offset, count);
        return count;
    }

    /** Reads the end of a frame whose content is used up, so that its checksum is proved and the position is exact. */
    void finishFrame() throws IOException {
        while (!betweenFrames && !plain.hasRemaining()) {
            decompress();
        }
        if (plain.hasRemaining()) {
            throw damaged("a frame is longer than its member");
        }
    }

    private void decompress() throws IOException {
        if (!compressed.hasRemaining() && !outputPending) {
            refill();
        }
        plain.clear();
        try {
            betweenFrames = zstd.decompressDirectByteBufferStream(plain, compressed);
        } catch (ZstdException e) {
            throw damaged("a frame does not decompress (" + e.getMessage() + ")");
        } finally {
            outputPending = !plain.hasRemaining() && !betweenFrames;
            plain.flip();
        }
    }

    private void refill() throws IOException {
        if (filePosition >= limit) {
            limit = Math.min(most, channel.size());
        }
        compressed.clear();
        compressed.limit((int) Math.max(0, Math.min(compressed.capacity(), limit - filePosition)));
        int count = compressed.hasRemaining() ? channel.read(compressed, filePosition) : -1;
        compressed.flip();
        if (count <= 0) {
            throw damaged("the segment ends within a member");
        }
        filePosition += count;
    }

    private DamagedMember damaged(String reason) {
        return new DamagedMember(new SegmentLocation(segment, position()), reason);
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        channel.close();
    }
}
