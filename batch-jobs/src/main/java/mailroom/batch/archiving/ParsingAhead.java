package mailroom.batch.archiving;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import mailroom.batch.PendingMails;
import mailroom.work.FirstComer;

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
    private List<ParsingMail> current = List.of();
    private int begun;
    private FirstComer<List<ParsingMail>> prepared;
    private long preparedAfter = NOTHING;
    private volatile boolean closed;

    /**
     * @param mailsAfter at most {@link PendingMails#MAILS}, the oldest first, of those behind a row
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
        if (window.size() == PendingMails.MAILS) {
            prepare(window, window.get(window.size() - 1).row());
        } else {
            preparedAfter = NOTHING;
        }
        current = window;
        begun = 0;
        return window;
    }

    /** A mail of the current window; while the second thread is at it, this one parses those behind it. */
    ParsedMail parsed(ParsingMail mail) throws InterruptedException {
        mail.parse();
        while (!mail.isParsed() && begun < current.size()) {
            current.get(begun++).parse();
        }
        return mail.parsed();
    }

    private List<ParsingMail> find(long row) {
        return mailsAfter.apply(row).stream()
                .map(mail -> new ParsingMail(mail, parsing))
                .toList();
    }

    private void prepare(List<ParsingMail> window, long last) {
        FirstComer<List<ParsingMail>> next = new FirstComer<>(() -> find(last));
        prepared = next;
        preparedAfter = last;
        work = work.handleAsync(
                (done, failed) -> {
                    parse(window);
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
            mail.parse();
        }
    }

    /** What could not be looked for ahead of time is looked for again when it is needed. */
    private static List<ParsingMail> found(FirstComer<List<ParsingMail>> look) {
        try {
            return look.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (RuntimeException failed) {
            return List.of();
        }
    }

    /** The second thread ends with the mail that it is at. */
    @Override
    public void close() {
        closed = true;
    }
}
