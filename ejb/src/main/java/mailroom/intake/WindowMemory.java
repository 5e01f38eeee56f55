package mailroom.intake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mailroom.archive.member.Frames;
import mailroom.archive.member.Member;

/** What all windows together hold in memory, and the buffers and compressors that they share one after the other. */
final class WindowMemory {

    /** Above this sum every window is full early, so that twenty mailboxes take little more than two. */
    static final long SCARCE_AT_BYTES = 32L << 20;
    /** What each window may take of mails whatever the others hold. */
    static final long ALWAYS_GRANTED_BYTES = 1L << 20;

    /**
     * Windows that hold mails, being read or in store; with many mailboxes the next one waits until one is stored. A window
     * without mails holds nothing, so that a mailbox whose server is silent keeps no place from others.
     */
    static final int FILLED_AT_ONCE = 32;

    private static final int KEPT_COMPRESSORS = 4;
    private static final int KEPT_BUFFERS = 8;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final AtomicInteger open = new AtomicInteger();
    private final Semaphore places = new Semaphore(FILLED_AT_ONCE, true);

    private final AtomicLong held = new AtomicLong();
    private final BlockingQueue<Frames> compressors = new ArrayBlockingQueue<>(KEPT_COMPRESSORS);
    private final BlockingQueue<byte[]> buffers = new ArrayBlockingQueue<>(KEPT_BUFFERS);

    long held() {
        return held.get();
    }

    boolean isScarce() {
        return held.get() >= SCARCE_AT_BYTES;
    }

    /** Some window is open. */
    boolean isInUse() {
        return open.get() > 0;
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** Negative where bytes are given back. */
    void taken(long bytes) {
        held.addAndGet(bytes);
    }

    /**
     * Waits until another window may hold mails; {@link #leave} gives the place back.
     *
     * @throws IOException if the other windows are not stored in time
     */
    void admit() throws IOException {
        try {
            if (!places.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(FILLED_AT_ONCE + " windows of mails have not been stored within "
                        + LONGEST_WAIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before a window could take mails");
        }
    }

    /** A window that was admitted is closed. */
    void leave() {
        places.release();
    }

    /** Has room for at least so many bytes, of any content. */
    byte[] buffer(int size) {
        if (size > MailBlock.BYTES) {
            return new byte[size];
        }
        byte[] kept = buffers.poll();
        return kept == null ? new byte[MailBlock.BYTES] : kept;
    }

    void returnBuffer(byte[] buffer) {
        if (buffer.length == MailBlock.BYTES) {
            buffers.offer(buffer);
        }
    }

    Frames borrowFrames() {
        Frames kept = compressors.poll();
        return kept == null ? new Frames() : kept;
    }

    /** Also after a failure: what is left in them is forgotten. */
    void returnFrames(Frames frames) {
        frames.clear();
        if (!compressors.offer(frames)) {
            frames.close();
        }
    }

    /** Counts the frame of a member's header alone. */
    byte[] frameOf(Member member) {
        Frames frames = borrowFrames();
        try {
            frames.addHeader(member);
            return frames.take();
        } finally {
            returnFrames(frames);
        }
    }
}
