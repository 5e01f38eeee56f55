package mailroom.camel.mailbox.fetch;

import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Stores windows while the next ones are read: one at a time, in their order, and none after one that failed, because the
 * folder's cursor would pass over that one's mails.
 */
public final class HandOver {

    /** Windows behind the one in store, so that neither side stands still in the other's slow moments. */
    static final int MOST_WAITING = 1;

    private final ExecutorService storing;
    private final Deque<CompletableFuture<Void>> given = new ArrayDeque<>();

    public HandOver(ExecutorService storing) {
        this.storing = storing;
    }

    /** What a window in store does. */
    @FunctionalInterface
    interface Storing {
        void store() throws Exception;
    }

    /**
     * Waits for the windows before while there are too many.
     *
     * @param close is called once, whether the window was stored or not
     * @throws StoreProblem if a window before could not be stored; this one is not either
     */
    void give(Storing window, Runnable close) throws StoreProblem, InterruptedIOException {
        boolean taken = false;
        try {
            while (given.size() > MOST_WAITING) {
                awaitOldest();
            }
            taken = true;
        } finally {
            if (!taken) {
                close.run();
            }
        }
        CompletableFuture<Void> before = given.isEmpty() ? CompletableFuture.completedFuture(null) : given.getLast();
        given.add(before.thenRunAsync(() -> store(window), storing).whenComplete((done, failed) -> close.run()));
    }

    private static void store(Storing window) {
        try {
            window.store();
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
