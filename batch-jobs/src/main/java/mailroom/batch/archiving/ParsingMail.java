package mailroom.batch.archiving;

import java.util.function.Function;
import mailroom.work.FirstComer;

/** A RECEIVED mail that is parsed once, by whichever thread comes to it first. */
final class ParsingMail {

    private final long row;
    private final FirstComer<ParsedMail> parsing;

    ParsingMail(ReceivedMail mail, Function<ReceivedMail, ParsedMail> parsing) {
        this.row = mail.row();
        this.parsing = new FirstComer<>(() -> parsing.apply(mail));
    }

    long row() {
        return row;
    }

    /** Parses the mail unless a thread has begun to. */
    void parse() {
        parsing.run();
    }

    boolean isParsed() {
        return parsing.isDone();
    }

    /** Parses the mail, or waits for the thread that does: the parser's own deadline bounds both. */
    ParsedMail parsed() throws InterruptedException {
        return parsing.result();
    }
}
