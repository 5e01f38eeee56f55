package mailroom.batch;

import jakarta.batch.api.chunk.AbstractCheckpointAlgorithm;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;

/** Ends a chunk with its reader's window, so that nothing waits for a chunk to fill; a slow one ends earlier. */
@Named
@Dependent
public class WindowCheckpoint extends AbstractCheckpointAlgorithm {

    static final Duration LONGEST_CHUNK = Duration.ofSeconds(10);
    static final int TRANSACTION_TIMEOUT_SECONDS = 110;

    private final StepContext step;
    private long begun = System.nanoTime();

    @Inject
    public WindowCheckpoint(StepContext step) {
        this.step = step;
    }

    @Override
    public int checkpointTimeout() {
        return TRANSACTION_TIMEOUT_SECONDS;
    }

    @Override
    public void beginCheckpoint() {
        begun = System.nanoTime();
    }

    @Override
    public boolean isReadyToCheckpoint() {
        boolean empty = step.getTransientUserData() instanceof PendingMails<?> window && window.isEmpty();
        return empty || System.nanoTime() - begun > LONGEST_CHUNK.toNanos();
    }
}
