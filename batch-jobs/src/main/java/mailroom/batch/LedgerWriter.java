package mailroom.batch;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import mailroom.archive.Scanned;
import mailroom.intake.Intake;

/**
 * Brings scanned members into the ledger, each once; archive-mail reads the mails then. Mails that come back this way
 * were routed before the ledger was lost: unless told otherwise they are settled, so that no destination gets them again.
 */
@Named
@Dependent
public class LedgerWriter extends AbstractItemWriter {

    private static final System.Logger LOG = System.getLogger(LedgerWriter.class.getName());

    private final Intake intake;
    private final boolean settled;

    @Inject
    public LedgerWriter(Intake intake, @BatchProperty(name = "route") String route) {
        this.intake = intake;
        this.settled = !Boolean.parseBoolean(route);
    }

    @Override
    public void writeItems(List<Object> items) {
        intake.take(items.stream().map(Scanned.class::cast).toList(), settled);
    }
}
