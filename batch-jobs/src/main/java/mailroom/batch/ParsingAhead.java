package mailroom.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Mails in windows, parsed by two threads: the job's own, and a second one that goes ahead of it and on into the next
 * window while the job writes the one before. At most two windows are held.
 */
final class ParsingAhead implements AutoCloseable {

    private static final long NOTHING = -1;

    private final LongFunction<List<ReceivedMail>> mailsAfter;
    private final Function<ReceivedMail, ParsedMail> parsing;
    private final Executor ahead;
    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
    private FutureTask<List<ParsingMail>> prepared;
    private long preparedAfter = NOTHING;
    private volatile boolean closed;

    /**
     * @param mailsAfter at most {@link Window#MAILS}, the oldest first, of those behind a row
     * @param parsing for two threads at once
     * @param ahead is given one task at a time; what it does late or never, the job's thread does
     */
    ParsingAhead(
            LongFunction<List<ReceivedMail>> mailsAfter, Function<ReceivedMail, ParsedMail> parsing, Executor ahead) {
        this.mailsAfter = mailsAfter;
        this.parsing = parsing;
        this.ahead = ahead;
    }

    /** The mails behind a row, up to which all are archived; none where nothing is left now. */
    List<ParsingMail> window(long row) {
        List<ParsingMail> window = preparedAfter == row ? found(prepared) : List.of();
        if (window.isEmpty()) {
            window = find(row);
        }
        if (window.size() == Window.MAILS) {
            prepare(window, window.get(window.size() - 1).row());
        } else {
            preparedAfter = NOTHING;
        }
        return window;
    }

    private List<ParsingMail> find(long row) {
        return mailsAfter.apply(row).stream()
                .map(mail -> new ParsingMail(mail, parsing))
                .toList();
    }

    private void prepare(List<ParsingMail> current, long last) {
        FutureTask<List<ParsingMail>> next = new FutureTask<>(() -> find(last));
        prepared = next;
        preparedAfter = last;
        work = work.handleAsync(
                (done, failed) -> {
                    parse(current);
                    parse(closed ? List.of() : found(next));
                    return null;
                },
                ahead);
    }

    private void parse(List<ParsingMail> mails) {
        for (ParsingMail mail : mails) {
            if (closed) {
                return;
            }
            mail.run();
        }
    }

    /** Like a mail, a look is done by whichever thread comes to it first: neither waits for one that has not begun. */
    private static List<ParsingMail> found(FutureTask<List<ParsingMail>> look) {
        look.run();
        try {
            return look.get();
        } catch (ExecutionException failed) {
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
