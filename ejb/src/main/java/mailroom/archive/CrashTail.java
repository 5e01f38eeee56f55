package mailroom.archive;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mailroom.archive.SegmentRows.Row;

/**
 * What a crash left behind the committed length of a segment: whole members go into the ledger, what is torn is cut off.
 */
final class CrashTail {

    private static final int BATCH = 500;
    private static final Logger LOG = System.getLogger(CrashTail.class.getName());

    private final SegmentFiles files;
    private final SegmentRows rows;
    private final Fsync fsync;

    CrashTail(SegmentFiles files, SegmentRows rows, Fsync fsync) {
        this.files = files;
        this.rows = rows;
        this.fsync = fsync;
    }

    /**
     * Makes the tail durable, then hands its whole members to {@code ledger}, then cuts off the rest.
     *
     * @return the committed length after it
     */
    long takeIn(SegmentFile file, Row row, Consumer<List<Scanned>> ledger) throws IOException {
        force(file, row);
        long committed = take(row, ledger);
        file.truncate(committed);
        file.force(fsync);
        return committed;
    }

    /** Once this failed, no later success says that the tail is durable. */
    private void force(SegmentFile file, Row row) throws IOException {
        try {
            file.force(fsync);
        } catch (IOException e) {
            rows.seal(row.number(), row.committedLength());
            file.truncate(row.committedLength());
            throw e;
        }
    }

    private long take(Row row, Consumer<List<Scanned>> ledger) throws IOException {
        long good = row.committedLength();
        SegmentLocation from = new SegmentLocation(row.number(), good);
        try (SegmentScan scan = SegmentScan.ofTail(files, from)) {
            List<Scanned> batch = new ArrayList<>();
            for (Optional<Scanned> item = scan.next(); item.isPresent(); item = scan.next()) {
                if (item.get() instanceof Scanned.End end) {
                    good = end.goodLength();
                } else {
                    batch.add(item.get());
                }
                if (batch.size() == BATCH) {
                    ledger.accept(List.copyOf(batch));
                    batch.clear();
                }
            }
            // what is damaged behind the last whole member is the torn tail and no loss
            while (!batch.isEmpty() && batch.get(batch.size() - 1) instanceof Scanned.Damaged) {
                batch.remove(batch.size() - 1);
            }
            if (!batch.isEmpty()) {
                ledger.accept(batch);
            }
        }
        if (good != row.committedLength()) {
            rows.extend(row.number(), good);
            LOG.log(
                    Level.INFO,
                    "took {0} bytes behind the committed end of segment {1} into the ledger",
                    good - row.committedLength(),
                    row.number());
        }
        return good;
    }
}
