package mailroom.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of the one segment that is written. */
final class SegmentFile implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;

    private final int number;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    SegmentFile(int number, Path file) throws IOException {
        this.number = number;
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(channel.size());
    }

    int number() {
        return number;
    }

    long length() throws IOException {
        return channel.position() + buffer.position();
    }

    void append(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(buffer.remaining(), offset + length - at);
            buffer.put(bytes, at, count);
            at += count;
        }
    }

    void append(Path file) throws IOException {
        flush();
        try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = source.size();
            long done = 0;
            while (done < size) {
                done += channel.transferFrom(source, channel.position(), size - done);
                channel.position(channel.size());
            }
        }
    }

    void force(Fsync fsync) throws IOException {
        flush();
        fsync.force(channel);
    }

    void truncate(long length) throws IOException {
        buffer.clear();
        channel.truncate(length);
        channel.position(length);
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
