package mailroom.intake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Has the blocks of a window packed beside reading (docs/adr/0017) and hands all its mails out in the order of their arrival.
 * One thread at a time.
 */
final class Packing {

    /** The reader goes on while so many blocks wait for other threads; then it packs the oldest itself. */
    static final int MOST_UNPACKED = 3;

    /** Mails that stand together. */
    @FunctionalInterface
    private interface Part {
        List<Arrival> arrivals() throws InterruptedException;
    }

    private final WindowMemory memory;
    private final Executor ahead;
    private final List<Part> parts = new ArrayList<>();
    private final List<MailBlock> blocks = new ArrayList<>();
    private final Deque<MailBlock> unpacked = new ArrayDeque<>();
    private MailBlock filling;

    /** @param ahead may pack blocks while further ones are filled */
    Packing(WindowMemory memory, Executor ahead) {
        this.memory = memory;
        this.ahead = ahead;
    }

    /** A single mail, behind those of the block that was filled. */
    void add(Arrival arrival) throws IOException {
        endBlock();
        parts.add(() -> List.of(arrival));
    }

    /** The block that the next mail goes into, behind what was added. */
    MailBlock blockFor(int size) throws IOException {
        if (filling == null || !filling.hasRoomFor(size)) {
            endBlock();
            filling = new MailBlock(memory, size);
            blocks.add(filling);
            parts.add(filling::arrivals);
        }
        return filling;
    }

    private void endBlock() throws IOException {
        if (filling == null) {
            return;
        }
        unpacked.add(filling);
        filling.packIn(ahead);
        filling = null;
        while (!unpacked.isEmpty() && (unpacked.peek().isPacked() || unpacked.size() > MOST_UNPACKED)) {
            packOldest();
        }
    }

    /** While another thread is at it, this one packs those behind it. */
    private void packOldest() throws IOException {
        MailBlock oldest = unpacked.remove();
        oldest.pack();
        for (MailBlock block : unpacked) {
            if (!oldest.isPacked()) {
                block.pack();
            }
        }
        packed(oldest::arrivals);
    }

    private static List<Arrival> packed(Part part) throws IOException {
        try {
            return part.arrivals();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while mails were compressed");
        }
    }

    /** All mails in their order, once the last of them is packed. */
    List<Arrival> arrivals() throws IOException {
        endBlock();
        List<Arrival> arrivals = new ArrayList<>();
        for (Part part : parts) {
            arrivals.addAll(packed(part));
        }
        return arrivals;
    }

    void forget() {
        blocks.forEach(MailBlock::forget);
    }
}
