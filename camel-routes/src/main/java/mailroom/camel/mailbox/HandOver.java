package mailroom.camel.mailbox;

import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Stores one window while the next one is read; there is never more than one in store. */
final class HandOver {

    private final ExecutorService storing;
    private Future<?> inStore;

    HandOver(ExecutorService storing) {
        this.storing = storing;
    }

    /** What a window in store does. */
    @FunctionalInterface
    interface Storing {
        void store() throws Exception;
    }

    /** Waits for the window before. */
    void give(Storing window) throws StoreProblem, InterruptedIOException {
        settle();
        inStore = storing.submit(() -> {
            window.store();
            return null;
        });
    }

    /** Waits until nothing is in store; the transaction's own timeout bounds the wait. */
    void settle() throws StoreProblem, InterruptedIOException {
        Future<?> before = inStore;
        inStore = null;
        if (before == null) {
            return;
        }
        try {
            before.get();
        } catch (ExecutionException e) {
            throw new StoreProblem(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a window was stored");
        }
    }
}
