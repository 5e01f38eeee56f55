package mailroom.camel.ladder;

import java.io.IOException;
import java.time.Clock;
import mailroom.camel.imap.ImapSession;

/** Chooses the rung for a connection by what the server offers; the one place that does. */
public final class Ladder {

    private Ladder() {}

    /** Before the first folder is opened: it may switch QRESYNC on (RFC 5161). */
    public static Rung rung(ImapSession session) throws IOException {
        Rung lowest = new UidWindowRung(Clock.systemUTC());
        Rung condstore = new CondstoreRung(lowest);
        if (session.enable("QRESYNC")) {
            return new QresyncRung(condstore);
        }
        return session.offers("CONDSTORE") || session.offers("QRESYNC") ? condstore : lowest;
    }
}
