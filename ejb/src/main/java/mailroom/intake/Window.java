package mailroom.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import mailroom.archive.Hashes;
import mailroom.archive.member.Member;
import mailroom.archive.member.Seen;
import mailroom.archive.member.Spool;
import mailroom.folder.FolderKey;
import mailroom.folder.OwedMails;
import mailroom.folder.SightingFacts;
import mailroom.mail.MailId;

/**
 * The mails of a folder that are stored together: hashed and compressed in blocks while further ones arrive, kept in memory
 * as frames, a large mail in a temporary file. One thread at a time fills it; {@link Intake#store} may be called by
 * another.
 */
public final class Window implements AutoCloseable {

    public static final int MAX_MAILS = 500;
    public static final long MAX_BYTES = 16L << 20;

    /** A larger mail is not gathered in memory. */
    static final int LARGEST_IN_MEMORY = 4 << 20;
    /** Gathered in memory whatever other windows hold. */
    static final int ALWAYS_IN_MEMORY = 1 << 20;

    /** A UID that was refused, and why. */
    record Skipped(long uid, String reason) {}

    private final FolderKey folder;
    private final WindowMemory memory;
    private final Path incoming;
    private final Instant now;
    private final Packing packing;
    private final List<Spool> spools = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<OwedMails.Owed> owed = new ArrayList<>();
    private final List<Long> paid = new ArrayList<>();
    private final List<Long> gone = new ArrayList<>();
    private final ToldFacts told = new ToldFacts();
    private int mails;
    private long rawBytes;
    private boolean receiving;
    private boolean admitted;
    private boolean closed;

    /** @param ahead may pack blocks while the window is filled */
    Window(FolderKey folder, WindowMemory memory, Executor ahead, Path incoming, Instant now) {
        this.folder = folder;
        this.memory = memory;
        this.packing = new Packing(memory, ahead);
        this.incoming = incoming;
        this.now = now;
        memory.opened();
    }

    public FolderKey folder() {
        return folder;
    }

    public int mails() {
        return mails;
    }

    /** Counts those of the mails themselves, uncompressed. */
    public long bytes() {
        return rawBytes;
    }

    /** At least half of what a window takes: the reader cuts before a limit, not at it. */
    boolean isLarge() {
        return 2 * mails >= MAX_MAILS || 2 * rawBytes >= MAX_BYTES;
    }

    /** It must be stored before another mail is begun: a limit is reached, or all windows together hold much memory. */
    public boolean isFull() {
        return mails + skipped.size() + owed.size() + gone.size() >= MAX_MAILS
                || rawBytes >= MAX_BYTES
                || memory.isScarce() && rawBytes >= WindowMemory.ALWAYS_GRANTED_BYTES;
    }

    /**
     * The next mail, one at a time; the first waits while as many other windows hold mails as may.
     *
     * @param announcedSize exactly as many bytes must come
     * @throws IOException also if the other windows are not stored in time
     */
    public MailSink begin(SightingFacts facts, long announcedSize) throws IOException {
        if (closed || receiving || announcedSize < 0 || mails >= MAX_MAILS) {
            throw new IllegalStateException("a window takes one mail at a time, at most " + MAX_MAILS
                    + ", none once it is stored, and none of negative size");
        }
        enter();
        boolean inMemory =
                announcedSize <= ALWAYS_IN_MEMORY || announcedSize <= LARGEST_IN_MEMORY && !memory.isScarce();
        MailSink sink = inMemory
                ? new SinkInMemory(facts, (int) announcedSize)
                : new SinkInFile(facts, announcedSize, new Spool(incoming));
        receiving = true;
        return sink;
    }

    private void enter() throws IOException {
        if (!admitted) {
            memory.admit();
            admitted = true;
        }
    }

    /** A mail that the archive has, under a further UID: nothing of it is read. */
    public void sighted(SightingFacts facts, MailId id) throws IOException {
        if (closed || receiving || mails >= MAX_MAILS) {
            throw new IllegalStateException("a window takes at most " + MAX_MAILS + " mails, none once it is stored");
        }
        enter();
        Member known = new Member(Member.Kind.SIGHTING, id, 0, seen(facts));
        packing.add(new Arrival(known, new byte[0], 0, 0, Optional.empty()));
        mails++;
    }

    /** The mail that came under this UID is not stored; false if the window has none. Another one may come under it. */
    public boolean withdraw(long uid) {
        return told.withdraw(uid, mails);
    }

    /** The cursor passes this UID without its mail; an incident says why. */
    public void skip(long uid, String reason) {
        skipped.add(new Skipped(uid, reason));
    }

    /** The cursor passes this UID, whose mail was removed from the server before it could be read. */
    public void gone(long uid) {
        gone.add(uid);
    }

    /** The cursor passes this UID without its mail, which the server has and did not give: it stays owed. */
    public void owe(long uid, String words) {
        owe(uid, uid, words);
    }

    /** The same of a run of UIDs, which may be mails. */
    public void owe(long firstUid, long lastUid, String words) {
        owed.add(new OwedMails.Owed(firstUid, lastUid, words));
    }

    /** What was owed under this UID has come, or is gone from the server. */
    public void paid(long uid) {
        paid.add(uid);
    }

    List<OwedMails.Owed> owed() {
        return owed;
    }

    List<Long> gone() {
        return gone;
    }

    List<Long> paid() {
        return paid;
    }

    /** All mails that are stored, in their order, once the last of them is packed. */
    List<Arrival> arrivals() throws IOException {
        return told.stored(packing.arrivals());
    }

    List<Skipped> skipped() {
        return skipped;
    }

    Instant openedAt() {
        return now;
    }

    /** What the server said of a mail that is complete. */
    SightingFacts facts(long uid) {
        return told.of(uid);
    }

    private Seen seen(SightingFacts facts) {
        told.put(facts);
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
        packing.forget();
        memory.closed();
        if (admitted) {
            memory.leave();
        }
        spools.forEach(Window::remove);
    }

    private static void remove(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void taken(long bytes) {
        mails++;
        rawBytes += bytes;
    }

    private final class SinkInMemory extends AnnouncedSink {

        private final SightingFacts facts;
        private final MailBlock block;

        SinkInMemory(SightingFacts facts, int size) throws IOException {
            super(size);
            this.facts = facts;
            block = packing.blockFor(size);
        }

        @Override
        void put(long at, byte[] source, int offset, int length) {
            block.put((int) at, source, offset, length);
        }

        @Override
        void finish() {
            block.add(seen(facts), (int) announced());
            taken(announced());
        }

        @Override
        public void close() {
            receiving = false;
        }
    }

    private final class SinkInFile extends AnnouncedSink {

        private final SightingFacts facts;
        private final Spool spool;
        private final MessageDigest digest = Hashes.sha256();
        private boolean kept;

        SinkInFile(SightingFacts facts, long size, Spool spool) {
            super(size);
            this.facts = facts;
            this.spool = spool;
        }

        @Override
        void put(long at, byte[] source, int offset, int length) throws IOException {
            digest.update(source, offset, length);
            spool.write(source, offset, length);
        }

        @Override
        void finish() throws IOException {
            spool.complete();
            Member mail = new Member(Member.Kind.MAIL, MailId.of(digest.digest()), announced(), seen(facts));
            byte[] header = memory.frameOf(mail);
            packing.add(new Arrival(mail, header, 0, header.length, Optional.of(spool)));
            spools.add(spool);
            kept = true;
            taken(announced());
        }

        @Override
        public void close() throws IOException {
            receiving = false;
            if (!kept) {
                spool.close();
            }
        }
    }
}
