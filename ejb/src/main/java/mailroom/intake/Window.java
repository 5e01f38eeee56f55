package mailroom.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailroom.archive.Frames;
import mailroom.archive.Hashes;
import mailroom.archive.Member;
import mailroom.archive.Seen;
import mailroom.archive.Spool;
import mailroom.mail.MailId;

/**
 * The mails of a folder that are stored together: hashed and compressed while they arrive, kept in memory as frames, a
 * mail above 1 MiB in a temporary file. One thread at a time fills it; {@link Intake#store} may be called by another.
 */
public final class Window implements AutoCloseable {

    public static final int MAX_MAILS = 500;
    public static final long MAX_BYTES = 16L << 20;

    /** A UID that was refused, and why. */
    record Skipped(long uid, String reason) {}

    private final FolderKey folder;
    private final WindowMemory memory;
    private final Path incoming;
    private final Instant now;
    private final Frames frames;
    private final MessageDigest digest = Hashes.sha256();
    private final WindowBytes bytes = new WindowBytes();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private long rawBytes;
    private boolean receiving;
    private boolean closed;

    Window(FolderKey folder, WindowMemory memory, Path incoming, Instant now) {
        this.folder = folder;
        this.memory = memory;
        this.incoming = incoming;
        this.now = now;
        this.frames = memory.borrowFrames();
    }

    public FolderKey folder() {
        return folder;
    }

    public int mails() {
        return arrivals.size();
    }

    /** Of the mails themselves, uncompressed. */
    public long bytes() {
        return rawBytes;
    }

    /** At least half of what a window takes: the reader cuts before a limit, not at it. */
    boolean isLarge() {
        return 2 * arrivals.size() >= MAX_MAILS || 2 * rawBytes >= MAX_BYTES;
    }

    /** It must be stored before another mail is begun: a limit is reached, or all windows together hold much memory. */
    public boolean isFull() {
        return arrivals.size() + skipped.size() >= MAX_MAILS
                || rawBytes >= MAX_BYTES
                || memory.isScarce() && rawBytes >= WindowMemory.ALWAYS_GRANTED_BYTES;
    }

    /**
     * The next mail, one at a time.
     *
     * @param announcedSize exactly as many bytes must come
     */
    public MailSink begin(SightingFacts facts, long announcedSize) throws IOException {
        if (closed || receiving || announcedSize < 0 || arrivals.size() >= MAX_MAILS) {
            throw new IllegalStateException("a window takes one mail at a time, at most " + MAX_MAILS
                    + ", none once it is stored, and none of negative size");
        }
        receiving = true;
        digest.reset();
        return announcedSize <= Frames.LARGEST_IN_MEMORY
                ? new SinkInMemory(facts, (int) announcedSize)
                : new SinkInFile(facts, announcedSize);
    }

    /** A mail that the archive has, under a further UID: nothing of it is read. */
    public void sighted(SightingFacts facts, MailId id) {
        if (closed || receiving || arrivals.size() >= MAX_MAILS) {
            throw new IllegalStateException("a window takes at most " + MAX_MAILS + " mails, none once it is stored");
        }
        Member known = new Member(Member.Kind.SIGHTING, id, 0, seen(facts));
        arrivals.add(new Arrival(known, bytes.length(), 0, Optional.empty()));
    }

    /** The cursor passes this UID without its mail; an incident says why. */
    public void skip(long uid, String reason) {
        skipped.add(new Skipped(uid, reason));
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    WindowBytes frames() {
        return bytes;
    }

    Frames encoder() {
        return frames;
    }

    Instant openedAt() {
        return now;
    }

    private void keep(Member mail, Frames.Frame frame, Optional<Spool> spool) {
        int heldBefore = bytes.held();
        int at = bytes.length();
        bytes.append(frame.bytes(), frame.length());
        memory.taken(bytes.held() - heldBefore);
        arrivals.add(new Arrival(mail, at, frame.length(), spool));
        rawBytes += mail.size();
    }

    private Member mail(SightingFacts facts, long size) {
        return new Member(Member.Kind.MAIL, MailId.of(digest.digest()), size, seen(facts));
    }

    private Seen seen(SightingFacts facts) {
        return new Seen(
                folder.mailbox(),
                folder.folder(),
                folder.uidValidity(),
                facts.uid(),
                facts.internalDate(),
                facts.flags(),
                now);
    }

    /** Forgets what was not stored. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        memory.returned(bytes.held(), frames);
        for (Arrival arrival : arrivals) {
            arrival.spool().ifPresent(Window::remove);
        }
    }

    private static void remove(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private abstract class Sink implements MailSink {

        private final SightingFacts facts;
        private final long announced;
        private long written;

        Sink(SightingFacts facts, long announced) {
            this.facts = facts;
            this.announced = announced;
        }

        @Override
        public final void write(byte[] source, int offset, int length) throws IOException {
            if (written + length > announced) {
                throw new MailSizeDiffers(announced, written + length);
            }
            digest.update(source, offset, length);
            put(written, source, offset, length);
            written += length;
        }

        @Override
        public final void complete() throws IOException {
            if (written != announced) {
                throw new MailSizeDiffers(announced, written);
            }
            finish(mail(facts, announced));
        }

        @Override
        public void close() throws IOException {
            receiving = false;
        }

        abstract void put(long at, byte[] source, int offset, int length) throws IOException;

        abstract void finish(Member mail) throws IOException;
    }

    private final class SinkInMemory extends Sink {

        private final byte[] content;

        SinkInMemory(SightingFacts facts, int size) {
            super(facts, size);
            content = frames.contentBuffer(size);
        }

        @Override
        void put(long at, byte[] source, int offset, int length) {
            System.arraycopy(source, offset, content, frames.contentOffset() + (int) at, length);
        }

        @Override
        void finish(Member mail) {
            keep(mail, frames.whole(mail), Optional.empty());
        }
    }

    private final class SinkInFile extends Sink {

        private final Spool spool;
        private boolean kept;

        SinkInFile(SightingFacts facts, long size) throws IOException {
            super(facts, size);
            spool = new Spool(incoming);
        }

        @Override
        void put(long at, byte[] source, int offset, int length) throws IOException {
            spool.write(source, offset, length);
        }

        @Override
        void finish(Member mail) throws IOException {
            spool.complete();
            keep(mail, frames.header(mail), Optional.of(spool));
            kept = true;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!kept) {
                spool.close();
            }
        }
    }
}
