package mailroom.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Mails in windows, parsed by two threads: the job's own, and a second one that goes ahead of it and on into the next
 * window while the job writes the one before. At most two windows are held.
 */
final class ParsingAhead implements AutoCloseable {

    private static final long LONGEST_LOOK_SECONDS = 60;

    private final LongFunction<List<ReceivedMail>> mailsAfter;
    private final Function<ReceivedMail, ParsedMail> parsing;
    private final Executor ahead;
    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
    private CompletableFuture<List<ParsingMail>> prepared;
    private long preparedAfter;
    private volatile boolean closed;

    /**
     * @param mailsAfter at most {@link Window#MAILS}, the oldest first, of those behind a row
     * @param parsing for two threads at once
     * @param ahead runs one task at a time; one that it drops is done by the job's thread
     */
    ParsingAhead(
            LongFunction<List<ReceivedMail>> mailsAfter, Function<ReceivedMail, ParsedMail> parsing, Executor ahead) {
        this.mailsAfter = mailsAfter;
        this.parsing = parsing;
        this.ahead = ahead;
    }

    /** The mails behind a row, up to which all are archived; none where nothing is left now. */
    List<ParsingMail> window(long row) {
        List<ParsingMail> window = prepared != null && preparedAfter == row ? prepared() : List.of();
        prepared = null;
        if (window.isEmpty()) {
            window = find(row);
        }
        if (window.size() == Window.MAILS) {
            prepare(window, window.get(window.size() - 1).row());
        }
        return window;
    }

    private List<ParsingMail> find(long row) {
        return mailsAfter.apply(row).stream()
                .map(mail -> new ParsingMail(mail, parsing))
                .toList();
    }

    private void prepare(List<ParsingMail> current, long last) {
        CompletableFuture<List<ParsingMail>> next = new CompletableFuture<>();
        prepared = next;
        preparedAfter = last;
        work = work.handleAsync(
                (done, failed) -> {
                    parse(current);
                    List<ParsingMail> found = closed ? List.of() : find(last);
                    next.complete(found);
                    parse(found);
                    return null;
                },
                ahead);
        work.whenComplete((done, failed) -> next.complete(List.of()));
    }

    private void parse(List<ParsingMail> mails) {
        for (ParsingMail mail : mails) {
            if (closed) {
                return;
            }
            mail.run();
        }
    }

    private List<ParsingMail> prepared() {
        try {
            return prepared.get(LONGEST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** The second thread ends with the mail that it is at. */
    @Override
    public void close() {
        closed = true;
    }
}
