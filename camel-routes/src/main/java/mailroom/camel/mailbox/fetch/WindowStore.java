package mailroom.camel.mailbox.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import mailroom.folder.FolderKey;
import mailroom.intake.Intake;
import mailroom.intake.Window;

/**
 * Opens the windows of a mailbox and stores them while the next ones are read: one at a time, in their order, and none
 * after one that failed, because the folder's cursor would pass over that one's mails.
 */
public final class WindowStore {

    /** Windows behind the one in store, so that neither side stands still in the other's slow moments. */
    static final int MOST_WAITING = 1;

    private final Intake intake;
    private final Way way;
    private final ExecutorService storing;
    private final Deque<CompletableFuture<Void>> given = new ArrayDeque<>();

    public WindowStore(Intake intake, Way way, ExecutorService storing) {
        this.intake = intake;
        this.way = way;
        this.storing = storing;
    }

    /** Brings a complete window into the archive; an exception means that it is not stored. */
    @FunctionalInterface
    public interface Way {
        void take(ReadWindow window) throws Exception;
    }

    /** An empty window; close it unless it is stored. */
    public Window open(FolderKey folder) throws StoreProblem {
        try {
            return intake.open(folder);
        } catch (IOException | RuntimeException e) {
            throw new StoreProblem(e);
        }
    }

    /**
     * Waits for the windows before while there are too many. The window is closed in the end, whether it was stored or not.
     *
     * @param highestUid up to here the folder is taken in then
     * @throws StoreProblem if a window before could not be stored; this one is not either
     */
    public void store(Window window, long highestUid) throws StoreProblem, InterruptedIOException {
        boolean taken = false;
        try {
            while (given.size() > MOST_WAITING) {
                awaitOldest();
            }
            taken = true;
        } finally {
            if (!taken) {
                window.close();
            }
        }
        CompletableFuture<Void> before = given.isEmpty() ? CompletableFuture.completedFuture(null) : given.getLast();
        given.add(before.thenRunAsync(() -> take(new ReadWindow(window, highestUid)), storing)
                .whenComplete((done, failed) -> window.close()));
    }

    private void take(ReadWindow window) {
        try {
            way.take(window);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** Waits until nothing is in store; the transactions' own timeout bounds the wait. */
    public void settle() throws StoreProblem, InterruptedIOException {
        while (!given.isEmpty()) {
            awaitOldest();
        }
    }

    private void awaitOldest() throws StoreProblem, InterruptedIOException {
        try {
            given.remove().get();
        } catch (ExecutionException e) {
            // those behind it are not stored
            given.clear();
            throw new StoreProblem(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a window was stored");
        }
    }
}
