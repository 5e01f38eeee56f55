package mailroom.batch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** A RECEIVED mail that is parsed once, by whichever thread comes to it first. */
final class ParsingMail extends FutureTask<ParsedMail> {

    private final long row;

    ParsingMail(ReceivedMail mail, Function<ReceivedMail, ParsedMail> parsing) {
        super(() -> parsing.apply(mail));
        this.row = mail.row();
    }

    long row() {
        return row;
    }

    /** Parses the mail, or waits for the thread that does: the parser's own deadline bounds both. */
    ParsedMail parsed() throws InterruptedException {
        run();
        try {
            return get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("a mail could not be parsed", e.getCause());
        }
    }
}
