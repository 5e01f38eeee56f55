package mailroom.camel.imap;

import java.io.IOException;

/** Reads {@code * VANISHED (EARLIER) 41,43:116} (RFC 7162, 3.2.10). */
final class Vanished {

    private Vanished() {}

    static void read(ImapInput input, UidRuns.Receiver receiver) throws IOException {
        input.blanks();
        if (input.peek() == '(') {
            input.skipValue();
            input.blanks();
        }
        UidRanges.read(input, receiver);
        input.endOfLine();
    }
}
