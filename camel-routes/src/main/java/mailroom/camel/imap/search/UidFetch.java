package mailroom.camel.imap.search;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.fetch.FetchResponses;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.uid.UidAnswer;
import mailroom.camel.imap.uid.UidRuns;

/** Which UIDs the open folder has, by FETCH: some thirty bytes for each, where SEARCH takes fewer. */
public final class UidFetch {

    public static final String FORM = "UID FETCH (UID)";

    /** Bounds the UIDs of one range. */
    private static final int AT_ONCE = 50_000;

    private final ImapConnection connection;

    public UidFetch(ImapConnection connection) {
        this.connection = connection;
    }

    /** @param lastUid {@link Long#MAX_VALUE} for all from the first on */
    UidAnswer uids(long firstUid, long lastUid, UidRuns.Receiver uids) throws IOException {
        UidAnswer answer = UidAnswer.NONE;
        long width = AT_ONCE;
        for (long from = firstUid; from <= lastUid; ) {
            long to = lastUid == Long.MAX_VALUE ? lastUid : Math.min(lastUid, from + width - 1);
            int count = range(from, to, uids);
            answer = count > 0 ? UidAnswer.SOME : answer;
            width = count < AT_ONCE / 4 ? 2 * width : AT_ONCE;
            if (to == Long.MAX_VALUE) {
                break;
            }
            from = to + 1;
        }
        return answer;
    }

    private int range(long from, long to, UidRuns.Receiver uids) throws IOException {
        Found found = new Found(from, to, uids);
        MessageLimit.ask(connection, from, to, UidFetch::command, responses(found));
        return found.count;
    }

    /** Those of a set. */
    public void set(String set, UidRuns.Receiver uids) throws IOException {
        connection.command(command(set), responses(new Found(1, Long.MAX_VALUE, uids)));
    }

    private static String command(String set) {
        return "UID FETCH " + set + " (UID)";
    }

    private static Responses responses(Found found) {
        return new FetchResponses(found, uid -> true, 0);
    }

    private static final class Found implements FetchResponses.Receiver {

        private final long first;
        private final long last;
        private final UidRuns.Receiver uids;
        private int count;

        Found(long first, long last, UidRuns.Receiver uids) {
            this.first = first;
            this.last = last;
            this.uids = uids;
        }

        @Override
        public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
            throw ImapProblem.protocol("the server sent a body that was not asked for");
        }

        @Override
        public void complete(MailFacts facts, long bodyLength) throws IOException {
            // a range up to * names the newest mail even where that lies below
            if (facts.uid() >= first && facts.uid() <= last) {
                count++;
                uids.range(facts.uid(), facts.uid());
            }
        }
    }
}
