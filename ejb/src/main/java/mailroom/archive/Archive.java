package mailroom.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailroom.database.Database;
import mailroom.home.Home;
import mailroom.mail.MailId;

/** Reads archived mails; what it reads is proved by its hash. */
@ApplicationScoped
public class Archive {

    private final SegmentFiles files;
    private final SegmentRows rows;
    private final Database database;

    Archive() {
        this(null, null, (SegmentFiles) null);
    }

    @Inject
    public Archive(Home home, Database database) {
        this(new SegmentRows(database), database, new SegmentFiles(home.archive()));
    }

    private Archive(SegmentRows rows, Database database, SegmentFiles files) {
        this.rows = rows;
        this.database = database;
        this.files = files;
    }

    /**
     * The exact bytes, streamed; empty if no such mail is archived. The read that would return the last bytes throws
     * {@link DamagedMember} if they are not those that were stored.
     */
    public Optional<InputStream> open(MailId id) throws IOException {
        Optional<SegmentLocation> at = location(id);
        return at.isPresent() ? Optional.of(open(at.get(), id)) : Optional.empty();
    }

    /** As {@link #open(MailId)}, for a caller that has read the row; what lies there must be that mail. */
    public InputStream open(SegmentLocation at, MailId expected) throws IOException {
        ArchiveReader reader = reader();
        try {
            return new FilterInputStream(reader.open(at, expected)) {
                @Override
                public void close() throws IOException {
                    reader.close();
                }
            };
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** For many mails in the order of their locations: keeps the segment open and reads ahead; for one thread. */
    public ArchiveReader reader() {
        return new ArchiveReader(files);
    }

    /** All members from a location on, each proved; of segments that the ledger knows only what is committed. */
    public SegmentScan scan(SegmentLocation from) throws IOException {
        Map<Integer, Long> committed = new HashMap<>();
        rows.all().forEach(row -> committed.put(row.number(), row.committedLength()));
        Set<Integer> numbers = new HashSet<>(files.numbers());
        numbers.addAll(committed.keySet());
        return new SegmentScan(files, numbers, segment -> Optional.ofNullable(committed.get(segment)), from);
    }

    /** What the committed segments take on disk. */
    public long bytes() {
        return rows.all().stream().mapToLong(SegmentRows.Row::committedLength).sum();
    }

    private Optional<SegmentLocation> location(MailId id) {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "select segment, segment_offset from mail where sha256 = :sha256")
                .bind("sha256", id.sha256())
                .map((row, context) -> new SegmentLocation(row.getInt("segment"), row.getLong("segment_offset")))
                .findOne());
    }
}
