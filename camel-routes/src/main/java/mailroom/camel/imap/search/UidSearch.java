package mailroom.camel.imap.search;

import java.io.IOException;
import java.util.Locale;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.uid.UidAnswer;
import mailroom.camel.imap.uid.UidRanges;
import mailroom.camel.imap.uid.UidRuns;
import mailroom.camel.imap.wire.ImapInput;

/** UID SEARCH (RFC 9051, 6.4.4), with its results in runs where the server can (RFC 4731). */
public final class UidSearch {

    private static final String PLAIN = "UID SEARCH";

    private final ImapConnection connection;
    private boolean isRefused;

    public UidSearch(ImapConnection connection) {
        this.connection = connection;
    }

    public UidAnswer uids(long firstUid, long lastUid, UidRuns.Receiver uids) throws IOException {
        UidAnswer inRuns = inRunsUnlessRefused(firstUid, lastUid, uids);
        return inRuns != UidAnswer.NOTHING ? inRuns : plainly(firstUid, lastUid, uids);
    }

    /** Says nothing where the server has no ESEARCH or refuses it. */
    public UidAnswer inRunsUnlessRefused(long firstUid, long lastUid, UidRuns.Receiver uids) throws IOException {
        UidAnswer[] answer = {UidAnswer.NOTHING};
        new ImapExtensions(connection)
                .perhaps("ESEARCH", "SEARCH", () -> answer[0] = ask("RETURN (ALL) ", firstUid, lastUid, uids));
        return answer[0];
    }

    /** By FETCH where the server refuses SEARCH altogether. */
    private UidAnswer plainly(long firstUid, long lastUid, UidRuns.Receiver uids) throws IOException {
        UidAnswer[] answer = new UidAnswer[1];
        new ImapExtensions(connection).instead(PLAIN, () -> answer[0] = ask("", firstUid, lastUid, uids), () -> {
            isRefused = true;
            answer[0] = new UidFetch(connection).uids(firstUid, lastUid, uids);
        });
        return answer[0];
    }

    /** The last answer came by FETCH. */
    public boolean isRefused() {
        return isRefused;
    }

    /** Those of a set, by the plain SEARCH, or by FETCH where the server refuses that. */
    public void plain(String set, UidRuns.Receiver uids) throws IOException {
        new ImapExtensions(connection)
                .instead(PLAIN, () -> connection.command("UID SEARCH UID " + set, new Answers(uids)), () -> {
                    isRefused = true;
                    new UidFetch(connection).set(set, uids);
                });
    }

    private UidAnswer ask(String form, long firstUid, long lastUid, UidRuns.Receiver uids) throws IOException {
        Answers answers = new Answers(uids);
        MessageLimit.ask(connection, firstUid, lastUid, range -> "UID SEARCH " + form + "UID " + range, answers);
        return answers.said;
    }

    private static final class Answers implements Responses {

        private final UidRuns.Receiver uids;
        private UidAnswer said = UidAnswer.NOTHING;

        Answers(UidRuns.Receiver uids) {
            this.uids = uids;
        }

        @Override
        public boolean take(String word, long number, ImapInput input) throws IOException {
            switch (word) {
                case "SEARCH" -> readList(input);
                case "ESEARCH" -> readSet(input);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void range(long first, long last) throws IOException {
            said = UidAnswer.SOME;
            uids.range(first, last);
        }

        private void readList(ImapInput input) throws IOException {
            if (said == UidAnswer.NOTHING) {
                said = UidAnswer.NONE;
            }
            int count = 0;
            while (input.skip(' ')) {
                int c = input.peek();
                if (c == '(') {
                    input.skipValue();
                } else if (c >= '0' && c <= '9' && ++count <= UidRanges.MOST_RANGES) {
                    long uid = input.number();
                    range(uid, uid);
                    input.forget();
                } else if (c != ' ') {
                    break;
                }
            }
            input.endOfLine();
        }

        private void readSet(ImapInput input) throws IOException {
            while (input.skip(' ')) {
                if (input.peek() == '(') {
                    input.skipValue();
                    continue;
                }
                String name = input.atom().toUpperCase(Locale.ROOT);
                if (name.equals("UID") || name.isEmpty()) {
                    continue;
                }
                input.blanks();
                switch (name) {
                    case "ALL" -> UidRanges.read(input, this::range);
                    case "COUNT" -> counted(input.number());
                    default -> input.skipValue();
                }
            }
            input.endOfLine();
        }

        private void counted(long count) {
            if (count == 0 && said == UidAnswer.NOTHING) {
                said = UidAnswer.NONE;
            }
        }
    }
}
