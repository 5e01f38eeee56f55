package mailroom.camel.imap;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.StatusAnswer;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.wire.ImapInput;

/** The state of all folders in one round trip (RFC 5819, LIST-STATUS), to see which of them changed. */
public final class FolderStates {

    private static final int MOST_FOLDERS = 100_000;

    /** What a folder's STATUS says; 0 for what the server leaves out. Equal while nothing has come. */
    public record State(long uidValidity, long uidNext, long highestModSeq) {}

    private FolderStates() {}

    public static boolean areOffered(ImapSession session) throws IOException {
        return session.offers("LIST-STATUS");
    }

    /** By the name on the wire; folders that cannot be opened are left out, and all where the server refuses to tell. */
    public static Map<String, State> of(ImapSession session) throws IOException {
        Map<String, State> states = new HashMap<>();
        String modSeq = session.offers("CONDSTORE") || session.offers("QRESYNC") ? " HIGHESTMODSEQ" : "";
        ImapConnection connection = session.connection();
        new ImapExtensions(connection)
                .perhaps(
                        "LIST-STATUS",
                        "LIST",
                        () -> connection.command(
                                "LIST \"\" \"*\" RETURN (STATUS (UIDVALIDITY UIDNEXT" + modSeq + "))",
                                (word, number, input) -> word.equals("STATUS") && take(input, states)));
        return states;
    }

    /** Whether STATUS says just this of a folder that is not open; false where the server refuses it or breaks at it. */
    public static boolean isStill(ImapSession session, ListedFolder folder, StatusAnswer before) throws IOException {
        boolean[] still = new boolean[1];
        new ImapExtensions(session.connection())
                .instead("STATUS", () -> still[0] = statusIs(before, session, folder), () -> {});
        return still[0];
    }

    private static boolean statusIs(StatusAnswer before, ImapSession session, ListedFolder folder) throws IOException {
        try {
            return session.status(folder).equals(before);
        } catch (ImapProblem gone) {
            if (gone.kind() != ImapProblem.Kind.FOLDER_GONE) {
                throw gone;
            }
            return false;
        }
    }

    private static boolean take(ImapInput input, Map<String, State> states) throws IOException {
        if (states.size() == MOST_FOLDERS) {
            throw ImapProblem.protocol("the server has more than " + MOST_FOLDERS + " folders");
        }
        input.blanks();
        String wireName = input.string();
        input.blanks();
        input.expect('(');
        long validity = 0;
        long next = 0;
        long modSeq = 0;
        while (!input.skip(')')) {
            String item = input.atom().toUpperCase(Locale.ROOT);
            input.blanks();
            long value = input.number();
            switch (item) {
                case "UIDVALIDITY" -> validity = value;
                case "UIDNEXT" -> next = value;
                case "HIGHESTMODSEQ" -> modSeq = value;
                default -> {}
            }
            input.skip(' ');
        }
        input.endOfLine();
        states.put(wireName, new State(validity, next, modSeq));
        return true;
    }
}
