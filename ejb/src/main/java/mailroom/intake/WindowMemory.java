package mailroom.intake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mailroom.archive.Frames;

/** What all windows together hold in memory, and the compressors that they share one after the other. */
final class WindowMemory {

    /** Above this sum every window is full early, so that twenty mailboxes take little more than two. */
    static final long SCARCE_AT_BYTES = 32L << 20;
    /** What each window may take of mails whatever the others hold. */
    static final long ALWAYS_GRANTED_BYTES = 1L << 20;

    /** Windows that are open, being read or in store; with many mailboxes the next one waits until one is stored. */
    static final int OPEN_AT_ONCE = 32;

    private static final int KEPT_COMPRESSORS = 4;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Semaphore open = new Semaphore(OPEN_AT_ONCE, true);

    private final AtomicLong held = new AtomicLong();
    private final Queue<Frames> compressors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    boolean isScarce() {
        return held.get() >= SCARCE_AT_BYTES;
    }

    /** Some window is open. */
    boolean isInUse() {
        return open.availablePermits() < OPEN_AT_ONCE;
    }

    void taken(long bytes) {
        held.addAndGet(bytes);
    }

    /**
     * Waits until another window may be open; {@link #returned} gives the place back.
     *
     * @throws IOException if the other windows are not stored in time
     */
    void admit() throws IOException {
        try {
            if (!open.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(OPEN_AT_ONCE + " windows of mails have not been stored within "
                        + LONGEST_WAIT.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before a window of mails could be opened");
        }
    }

    /** The window was not opened after all. */
    void leave() {
        open.release();
    }

    Frames borrowFrames() {
        Frames frames = compressors.poll();
        if (frames == null) {
            return new Frames();
        }
        kept.decrementAndGet();
        return frames;
    }

    void returned(long bytes, Frames frames) {
        held.addAndGet(-bytes);
        open.release();
        if (kept.incrementAndGet() <= KEPT_COMPRESSORS) {
            compressors.add(frames);
        } else {
            kept.decrementAndGet();
            frames.close();
        }
    }
}
