package mailroom.intake;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mailroom.archive.Frames;

/** What all windows together hold in memory, and the compressors that they share one after the other. */
final class WindowMemory {

    /** Above this sum every window is full early, so that twenty mailboxes take little more than two. */
    static final long SCARCE_AT_BYTES = 32L << 20;
    /** What each window may take of mails whatever the others hold. */
    static final long ALWAYS_GRANTED_BYTES = 1L << 20;

    private static final int KEPT_COMPRESSORS = 4;

    private final AtomicLong held = new AtomicLong();
    private final Queue<Frames> compressors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    boolean isScarce() {
        return held.get() >= SCARCE_AT_BYTES;
    }

    void taken(long bytes) {
        held.addAndGet(bytes);
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
        if (kept.incrementAndGet() <= KEPT_COMPRESSORS) {
            compressors.add(frames);
        } else {
            kept.decrementAndGet();
            frames.close();
        }
    }
}
