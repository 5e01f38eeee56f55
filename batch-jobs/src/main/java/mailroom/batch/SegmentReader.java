package mailroom.batch;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import mailroom.archive.Archive;
import mailroom.archive.Scanned;
import mailroom.archive.SegmentLocation;
import mailroom.archive.SegmentScan;

/** All members of all segments in the order in which they were written, each proved by its hash. */
@Named
@Dependent
public class SegmentReader extends AbstractItemReader {

    private final Archive archive;
    private SegmentScan scan;
    private RebuildPosition next;

    @Inject
    public SegmentReader(Archive archive) {
        this.archive = archive;
    }

    @Override
    public void open(Serializable checkpoint) throws IOException {
        next = checkpoint instanceof RebuildPosition position ? position : RebuildPosition.at(SegmentLocation.START);
        scan = archive.scan(next.location());
    }

    @Override
    public Object readItem() {
        Optional<Scanned> item = scan.next();
        item.ifPresent(scanned -> next = RebuildPosition.at(scanned.next()));
        return item.orElse(null);
    }

    @Override
    public Serializable checkpointInfo() {
        return next;
    }

    @Override
    public void close() throws IOException {
        if (scan != null) {
            scan.close();
        }
    }
}
