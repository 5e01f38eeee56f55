package mailroom.intake;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import mailroom.archive.Hashes;
import mailroom.archive.member.Frames;
import mailroom.archive.member.Member;
import mailroom.archive.member.Seen;
import mailroom.mail.MailId;
import mailroom.work.FirstComer;

/**
 * Mails of a window that lie behind each other in one buffer. They are hashed and compressed together, by another thread
 * while the next block is read, or by the one that needs them first.
 */
final class MailBlock {

    /** A mail that is larger has a block of its own. */
    static final int BYTES = 256 * 1024;

    private record Content(Seen seen, int at, int size) {}

    private final WindowMemory memory;
    private final List<Content> contents = new ArrayList<>();
    private final FirstComer<List<Arrival>> packing = new FirstComer<>(this::packed);
    private byte[] bytes;
    private int end = Frames.BEFORE;
    private int held;
    private boolean forgotten;

    /** @param size of the first mail that it must take */
    MailBlock(WindowMemory memory, int size) {
        this.memory = memory;
        bytes = memory.buffer(Frames.BEFORE + Frames.padded(size));
        hold(bytes.length);
    }

    boolean hasRoomFor(int size) {
        return end + Frames.padded(size) <= bytes.length;
    }

    /** Takes a part of the next mail. */
    void put(int at, byte[] source, int offset, int length) {
        System.arraycopy(source, offset, bytes, end + at, length);
    }

    /** The next mail is complete. */
    void add(Seen seen, int size) {
        contents.add(new Content(seen, end, size));
        end += Frames.padded(size);
    }

    /** No mail is added after it. */
    void packIn(Executor ahead) {
        packing.offerTo(ahead);
    }

    /** Packs the mails unless a thread has begun to. */
    void pack() {
        packing.run();
    }

    boolean isPacked() {
        return packing.isDone();
    }

    /** Packs the mails, or waits for the thread that does. */
    List<Arrival> arrivals() throws InterruptedException {
        return packing.result();
    }

    private List<Arrival> packed() {
        Frames frames = memory.borrowFrames();
        try {
            MessageDigest digest = Hashes.sha256();
            List<Member> mails = new ArrayList<>();
            int[] ends = new int[contents.size()];
            for (Content content : contents) {
                digest.update(bytes, content.at(), content.size());
                Member mail = new Member(Member.Kind.MAIL, MailId.of(digest.digest()), content.size(), content.seen());
                frames.addMail(mail, bytes, content.at());
                ends[mails.size()] = frames.length();
                mails.add(mail);
            }
            byte[] packed = frames.take();
            memory.returnBuffer(bytes);
            bytes = null;
            hold(packed.length);
            return arrivals(mails, packed, ends);
        } finally {
            memory.returnFrames(frames);
        }
    }

    private static List<Arrival> arrivals(List<Member> mails, byte[] packed, int[] ends) {
        List<Arrival> arrivals = new ArrayList<>();
        int at = 0;
        for (Member mail : mails) {
            int next = ends[arrivals.size()];
            arrivals.add(new Arrival(mail, packed, at, next - at, Optional.empty()));
            at = next;
        }
        return arrivals;
    }

    private synchronized void hold(int count) {
        int now = forgotten ? 0 : count;
        memory.taken(now - held);
        held = now;
    }

    /** Its window is closed. */
    synchronized void forget() {
        packing.abandon();
        forgotten = true;
        hold(0);
    }
}
