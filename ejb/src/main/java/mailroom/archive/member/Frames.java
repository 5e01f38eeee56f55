package mailroom.archive.member;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * Makes zstd frames (RFC 8878), one member each, one behind the other. The context and the buffer are kept; one thread at
 * a time.
 */
public final class Frames implements AutoCloseable {

    /** Measured on mail of 4 KB and 80 KB: a higher level costs up to half of the speed for 1 % of the bytes. */
    static final int LEVEL = 2;

    /** The bytes before a content that {@link #addMail} may write over. */
    public static final int BEFORE = MemberHeader.LONGEST;

    private static final int KEPT_BUFFER = 512 * 1024;

    private final ZstdCompressCtx zstd =
            new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true).setContentSize(true);
    private byte[] frames = new byte[KEPT_BUFFER];
    private int length;

    /** The bytes that a content takes with what fills its last tar block. */
    public static int padded(int size) {
        return size + MemberHeader.padding(size);
    }

    /**
     * Adds the frame of a mail.
     *
     * @param bytes are changed: the header is written before the content, within {@link #BEFORE} bytes, zeros behind it
     */
    public void addMail(Member member, byte[] bytes, int contentAt) {
        int size = (int) member.size();
        byte[] header = MemberHeader.of(member);
        int begin = contentAt - header.length;
        System.arraycopy(header, 0, bytes, begin, header.length);
        int end = contentAt + padded(size);
        Arrays.fill(bytes, contentAt + size, end, (byte) 0);
        compress(bytes, begin, end - begin);
    }

    /** Adds a frame with the header alone; the content follows in frames of its own. */
    public void addHeader(Member member) {
        byte[] header = MemberHeader.of(member);
        compress(header, 0, header.length);
    }

    /** Adds the two zero blocks that end a tar file. */
    public void addEnd() {
        compress(new byte[2 * MemberHeader.BLOCK], 0, 2 * MemberHeader.BLOCK);
    }

    private void compress(byte[] bytes, int offset, int count) {
        int needed = Math.addExact(length, (int) Zstd.compressBound(count));
        if (frames.length < needed) {
            frames = Arrays.copyOf(frames, Math.max(needed, 2 * length));
        }
        length += zstd.compressByteArray(frames, length, frames.length - length, bytes, offset, count);
    }

    /** Of all frames that were added and not taken. */
    public int length() {
        return length;
    }

    /** All frames that were added and not taken before. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(frames, length);
        clear();
        return taken;
    }

    /** Forgets what was not taken, so that it never stands before another's frames. */
    public void clear() {
        if (frames.length > KEPT_BUFFER) {
            frames = new byte[KEPT_BUFFER];
        }
        length = 0;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
