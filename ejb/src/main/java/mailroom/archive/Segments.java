package mailroom.archive;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mailroom.archive.SegmentRows.Row;
import mailroom.archive.member.Frames;
import mailroom.database.Database;
import mailroom.home.Home;

/**
 * The one writer of the archive: append, {@link #force}, let a transaction move the row's committed length, then
 * {@link #committed}; on any failure {@link #rollBack}. Not safe for several threads; intake holds a lock.
 */
@ApplicationScoped
public class Segments {

    /** A segment that has grown to this is sealed and never written again. */
    static final long SEAL_AT_BYTES = 256L << 20;

    private static final Logger LOG = System.getLogger(Segments.class.getName());

    private final SegmentFiles files;
    private final SegmentRows rows;
    private final long sealAt;
    private final Fsync fsync;
    private ArchiveLock lock;
    private SegmentFile open;
    private long committed;
    private boolean unsettled;
    private boolean distrusted;

    Segments() {
        this(null, null, 0, null);
    }

    @Inject
    public Segments(Home home, Database database) {
        this(new SegmentFiles(home.archive()), new SegmentRows(database), SEAL_AT_BYTES, Fsync.REAL);
    }

    Segments(SegmentFiles files, SegmentRows rows, long sealAt, Fsync fsync) {
        this.files = files;
        this.rows = rows;
        this.sealAt = sealAt;
        this.fsync = fsync;
    }

    /**
     * Makes the archive ready to append. Whole members that a crash left behind the committed length are handed to
     * {@code tail}, which must bring them into the ledger and commit; what is torn behind them is cut off.
     *
     * @throws ArchiveHeld if segments and ledger disagree; nothing was changed then
     */
    public void ready(Consumer<List<Scanned>> tail) throws IOException {
        lock();
        if (unsettled) {
            settle();
        }
        if (open == null) {
            reopen(tail);
        }
        if (committed >= sealAt) {
            seal();
        }
        if (open == null) {
            create();
        }
    }

    private void reopen(Consumer<List<Scanned>> tail) throws IOException {
        List<Row> known = rows.all();
        agree(known);
        Optional<Row> last = known.stream().filter(row -> !row.sealed()).findFirst();
        if (last.isEmpty()) {
            return;
        }
        int number = last.get().number();
        if (!Files.exists(files.file(number))) {
            files.create(number);
        }
        SegmentFile file = new SegmentFile(number, files.file(number));
        try {
            committed = new CrashTail(files, rows, fsync).takeIn(file, last.get(), tail);
            open = file;
        } finally {
            if (open == null) {
                close(file);
            }
        }
    }

    private void agree(List<Row> known) throws IOException {
        List<Integer> unknown = new ArrayList<>(files.numbers());
        unknown.removeAll(known.stream().map(Row::number).toList());
        if (!unknown.isEmpty()) {
            throw new LedgerMissing(unknown.get(0), unknown.size());
        }
        for (Row row : known) {
            long length = files.length(row.number());
            if (!row.sealed() && length < row.committedLength()) {
                throw new ArchiveHeld("segment " + row.number() + " has " + length + " bytes, the database knows "
                        + row.committedLength()
                        + ": put the archive folder back, or run the job rebuild-ledger to go on without them");
            }
        }
    }

    private void settle() throws IOException {
        committed = rows.settledLength(open.number());
        open.truncate(committed);
        if (distrusted) {
            rows.seal(open.number(), committed);
            LOG.log(
                    Level.ERROR,
                    "segment {0} is sealed at {1}: its disk failed to make bytes durable",
                    open.number(),
                    committed);
            close(open);
            open = null;
            distrusted = false;
        }
        unsettled = false;
    }

    private void create() throws IOException {
        int number = rows.all().stream().mapToInt(Row::number).max().orElse(0) + 1;
        rows.insert(new Row(number, 0, false));
        files.create(number);
        open = new SegmentFile(number, files.file(number));
        committed = 0;
    }

    private void seal() throws IOException {
        try (Frames frames = new Frames()) {
            frames.addEnd();
            byte[] end = frames.take();
            open.append(end, 0, end.length);
        }
        force();
        rows.seal(open.number(), open.length());
        close(open);
        open = null;
    }

    private void lock() throws IOException {
        if (lock != null) {
            return;
        }
        files.createFolders();
        lock = ArchiveLock.take(files.folder());
    }

    public int number() {
        return open.number();
    }

    /** Where the next member will begin. */
    public SegmentLocation end() throws IOException {
        return new SegmentLocation(open.number(), open.length());
    }

    public long committedLength() {
        return committed;
    }

    public void append(byte[] bytes, int offset, int length) throws IOException {
        open.append(bytes, offset, length);
    }

    public void append(Path file) throws IOException {
        open.append(file);
    }

    /** What was appended is durable when this returns; if it fails, this segment is never written again. */
    public void force() throws IOException {
        try {
            open.force(fsync);
        } catch (IOException e) {
            distrusted = true;
            unsettled = true;
            throw e;
        }
    }

    /** The transaction that moved the row's committed length to {@link #end()} has committed. */
    public void committed() throws IOException {
        committed = open.length();
    }

    /** Cuts off what was appended since, once the database says what of the segment is committed. */
    public void rollBack() {
        if (open == null) {
            return;
        }
        unsettled = true;
        try {
            settle();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "segment {0} will be cut back before the next append: {1}", open.number(), e);
        }
    }

    /** Where a mail too large for memory may wait. */
    public Path incoming() throws IOException {
        lock();
        return files.incoming();
    }

    @PreDestroy
    public void close() {
        close(open);
        close(lock);
        open = null;
        lock = null;
    }

    private static void close(AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "closing a file of the archive failed", e);
        }
    }
}
