package mailroom.intake;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import mailroom.archive.Scanned;
import mailroom.archive.Segments;
import mailroom.archive.member.Member;
import mailroom.disk.Disks;
import mailroom.folder.FolderKey;
import mailroom.incident.IncidentKind;
import mailroom.mail.Meters;

/**
 * Makes windows of mails durable: append to the open segment, fsync, then one transaction with the mails, the sightings
 * and the folder's cursor. When {@link #store} returns, the window is in the archive and in the ledger; when it throws,
 * it is in neither, and may be fetched and stored again.
 */
@ApplicationScoped
public class Intake {

    private static final long CATCHING_UP_NANOS = 500_000_000;

    private final Segments segments;
    private final IntakeLedger ledger;
    private final Meters meters;
    private final Clock clock;
    private final WindowMemory memory = new WindowMemory();
    private final ReentrantLock writer = new ReentrantLock();
    private Executor ahead = Runnable::run;
    private Optional<Disks> disks = Optional.empty();
    private volatile Path incoming;
    private volatile long lastLargeWindow = System.nanoTime() - CATCHING_UP_NANOS;

    Intake() {
        this(null, null, null, null);
    }

    @Inject
    public Intake(Segments segments, IntakeLedger ledger, Meters meters) {
        this(segments, ledger, meters, Clock.systemUTC());
    }

    public Intake(Segments segments, IntakeLedger ledger, Meters meters, Clock clock) {
        this.segments = segments;
        this.ledger = ledger;
        this.meters = meters;
        this.clock = clock;
    }

    /** Its threads hash and compress mails while further ones are read; without it the reading thread does. */
    @Resource
    public void setExecutor(ManagedExecutorService executor) {
        packIn(executor);
    }

    /** Without them, a full disk is known by its error alone. */
    @Inject
    public void setDisks(Disks known) {
        disks = Optional.of(known);
    }

    void packIn(Executor threads) {
        ahead = threads;
    }

    /**
     * An empty window; close it in any case.
     *
     * @throws mailroom.archive.LedgerMissing if segments exist that the database does not know
     * @throws mailroom.archive.ArchiveHeld if archive and database disagree otherwise
     * @throws mailroom.disk.NoSpaceLeft until there is room on the disk
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Window open(FolderKey folder) throws IOException {
        disks.ifPresent(Disks::require);
        Path folderOfLargeMails = incoming;
        if (folderOfLargeMails == null || !writer.isLocked()) {
            folderOfLargeMails = ready();
        }
        return new Window(folder, memory, ahead, folderOfLargeMails, clock.instant());
    }

    /** Whoever stores a window has seen to it, and is not waited for. */
    private Path ready() throws IOException {
        writer.lock();
        try {
            segments.ready(ledger::takeTail);
            incoming = segments.incoming();
            return incoming;
        } finally {
            writer.unlock();
        }
    }

    /**
     * Stores a window and moves the folder's cursor, never back. An empty window moves the cursor alone.
     *
     * @param highestUid up to here, the folder is taken in once this returns
     * @throws IOException if the disk fails
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Stored store(Window window, long highestUid) throws IOException {
        Stored stored;
        List<Arrival> arrivals = window.arrivals();
        writer.lock();
        try {
            segments.ready(ledger::takeTail);
            stored = append(window, arrivals, highestUid);
        } finally {
            writer.unlock();
        }
        if (window.isLarge()) {
            lastLargeWindow = System.nanoTime();
        }
        window.close();
        meters.mailsReceived(window.folder().mailbox(), stored.mails());
        window.skipped().forEach(skipped -> meters.incident(IncidentKind.MAIL_SKIPPED));
        window.gone().forEach(uid -> meters.incident(IncidentKind.MAIL_SKIPPED));
        return stored;
    }

    /** Large windows come in one after the other: a backlog is being made durable, which goes before reading it. */
    public boolean isCatchingUp() {
        return memory.isInUse() && System.nanoTime() - lastLargeWindow < CATCHING_UP_NANOS;
    }

    /**
     * Brings scanned members into the ledger, each once; safe to repeat and beside a running intake.
     *
     * @param scanned in the order of the scan
     * @param settled mails that the ledger did not know were routed before it was lost, and are not routed again
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void take(List<Scanned> scanned, boolean settled) {
        writer.lock();
        try {
            ledger.take(scanned, settled);
        } finally {
            writer.unlock();
        }
    }

    private Stored append(Window window, List<Arrival> arrivals, long highestUid) throws IOException {
        try {
            Entries entries = ledger.plan(window.folder(), arrivals);
            for (Entries.Entry entry : entries.toAppend()) {
                entry.storedAt(segments.end());
                append(entry);
            }
            Segment segment = new Segment(
                    segments.number(),
                    segments.committedLength(),
                    segments.end().offset());
            if (segment.end() > segment.begin()) {
                segments.force();
            }
            ledger.record(window, entries, segment, highestUid);
            segments.committed();
            return entries.stored();
        } catch (IOException | RuntimeException e) {
            segments.rollBack();
            disks.ifPresent(Disks::require);
            throw e;
        }
    }

    private void append(Entries.Entry entry) throws IOException {
        Arrival arrival = entry.arrival();
        if (entry.isNewMail()) {
            segments.append(arrival.frames(), arrival.frameAt(), arrival.frameLength());
            if (arrival.spool().isPresent()) {
                segments.append(arrival.spool().get().file());
            }
        } else {
            Member mail = arrival.mail();
            byte[] frame = memory.frameOf(new Member(Member.Kind.SIGHTING, mail.id(), 0, mail.seen()));
            segments.append(frame, 0, frame.length);
        }
    }

    /** What a window appended: the segment's end before and after. */
    record Segment(int number, long begin, long end) {}
}
