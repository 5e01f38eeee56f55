package mailroom.camel.imap.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.uid.UidSet;

/** Asks by UID FETCH (RFC 9051, 6.4.5 and 6.4.9) for whole mails, in sets as long as the server takes them. */
public final class FetchCommands {

    private final ImapConnection connection;
    private final LearnedLimits limits;

    public FetchCommands(ImapConnection connection) {
        this.connection = connection;
        limits = connection.limits();
    }

    /**
     * A set that is refused, and may be so for its length, is asked for again in halves.
     *
     * @throws ImapProblem of the first refusal that stays, after everything else came
     */
    public void whole(long[] uids, long largest, MailReceiver receiver) throws IOException {
        connection.gate().mails();
        Asking asking = new Asking(uids, largest, receiver);
        int from = 0;
        while (from < uids.length) {
            int to = fitting(uids, from);
            asking.ask(from, to);
            from = to;
        }
        if (asking.refusal != null) {
            throw asking.refusal;
        }
    }

    /** Up to where one command may ask. */
    private int fitting(long[] uids, int from) {
        int count = Math.min(uids.length - from, limits.setMails());
        int longest = Long.toString(uids[from + count - 1]).length() + ",".length();
        if ((long) count * longest <= limits.setCharacters()) {
            return from + count;
        }
        int length = set(uids, from, from + count).length();
        while (length > limits.setCharacters() && count > 1) {
            count = (int) Math.max(1, (long) count * limits.setCharacters() / (length + 1));
            length = set(uids, from, from + count).length();
        }
        return from + count;
    }

    private static String set(long[] uids, int from, int to) {
        return UidSet.of(from == 0 && to == uids.length ? uids : Arrays.copyOfRange(uids, from, to));
    }

    private final class Asking implements FetchResponses.Receiver {

        private final long[] uids;
        private final long largest;
        private final MailReceiver receiver;
        private final Set<Long> wanted = new HashSet<>();
        private ImapProblem refusal;

        Asking(long[] uids, long largest, MailReceiver receiver) {
            this.uids = uids;
            this.largest = largest;
            this.receiver = receiver;
            for (long uid : uids) {
                wanted.add(uid);
            }
        }

        /** @return whether nothing of it was refused */
        boolean ask(int from, int to) throws IOException {
            String set = set(uids, from, to);
            int before = wanted.size();
            try {
                connection.command(
                        "UID FETCH " + set + " (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])",
                        new FetchResponses(this, wanted::contains, largest));
                return true;
            } catch (ImapProblem refused) {
                if (!refused.leavesServer()) {
                    throw refused;
                }
                if (wanted.size() < before || !mayBeTooLong(set, to - from)) {
                    refusal = refusal == null ? refused : refusal;
                    return false;
                }
                return askInHalves(from, to);
            }
        }

        private boolean askInHalves(int from, int to) throws IOException {
            int middle = (from + to) >>> 1;
            boolean lower = ask(from, middle);
            boolean taken = ask(middle, to) && lower;
            if (taken) {
                int characters = Math.max(
                        set(uids, from, middle).length(), set(uids, middle, to).length());
                limits.setsTaken(characters, to - middle);
            }
            return taken;
        }

        private boolean mayBeTooLong(String set, int mails) {
            return mails > 1 && (set.length() > LearnedLimits.SHORTEST_SET || mails > LearnedLimits.FEWEST_MAILS);
        }

        @Override
        public String refusal(long origin, long length) {
            return origin > 0 ? "the server sends the piece from " + origin + " for a whole mail" : null;
        }

        @Override
        public OutputStream body(Optional<MailFacts> facts, long length) throws IOException {
            return receiver.body(facts, length);
        }

        @Override
        public void complete(MailFacts facts, long bodyLength) throws IOException {
            if (bodyLength >= 0) {
                wanted.remove(facts.uid());
                receiver.complete(facts);
            }
        }

        @Override
        public void contradicted(long uid, String words) throws IOException {
            receiver.contradicted(uid, words);
        }

        @Override
        public void abandoned() throws IOException {
            receiver.abandoned();
        }

        @Override
        public void unreadable(OptionalLong uid, String words) throws IOException {
            receiver.unreadable(uid, words);
        }
    }
}
