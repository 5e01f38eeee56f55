package mailroom.camel.imap.uid;

import java.io.IOException;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.wire.ImapInput;

/** Reads sets of UIDs (RFC 9051, sequence-set) of any length, run by run. */
public final class UidRanges {

    /** Runs in one set. */
    public static final int MOST_RANGES = 1_000_000;

    private UidRanges() {}

    /** Reads one set; a run may be written backwards. */
    public static void read(ImapInput input, UidRuns.Receiver receiver) throws IOException {
        for (int count = 0; count < MOST_RANGES; count++) {
            long first = input.number();
            long last = input.skip(':') ? input.number() : first;
            receiver.range(Math.min(first, last), Math.max(first, last));
            input.forget();
            if (!input.skip(',')) {
                return;
            }
        }
        throw ImapProblem.protocol("a set of UIDs has more than " + MOST_RANGES + " runs");
    }
}
