package mailroom.camel.imap.folder;

import java.io.IOException;
import mailroom.camel.imap.uid.UidRanges;
import mailroom.camel.imap.uid.UidRuns;
import mailroom.camel.imap.wire.ImapInput;

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
