package mailroom.camel.imap;

import java.io.IOException;
import java.util.Optional;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.folder.ListCommand;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ModifiedUtf7;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.wire.ImapText;

/**
 * The only commands of this client that change a server: move, copy and remove single UIDs (RFC 6851, RFC 4315). Each
 * can be repeated after a crash; a plain EXPUNGE, which would hit other clients' mails, is never sent.
 */
public final class FolderChanges {

    private final ImapSession session;
    private final ImapConnection connection;

    public FolderChanges(ImapSession session) {
        this.session = session;
        connection = session.connection();
    }

    /** Opens the folder for changes; a UIDVALIDITY other than the expected one is refused, because the UIDs mean others. */
    public void select(ListedFolder folder, long uidValidity) throws IOException {
        OpenFolder open = session.open("SELECT", folder);
        if (open.uidValidity() != uidValidity) {
            throw new ImapProblem(Kind.FOLDER_GONE, "the folder " + folder.name() + " has got a new UIDVALIDITY");
        }
    }

    /** Which right to remove mails this user lacks in a folder (RFC 4314), in words; empty where none or where nobody knows. */
    public Optional<String> missingRights(ListedFolder folder) throws IOException {
        if (!connection.has("ACL")) {
            return Optional.empty();
        }
        String[] rights = new String[1];
        try {
            connection.command("MYRIGHTS " + ImapText.quoted(folder.wireName()), (word, number, input) -> {
                if (!word.equals("MYRIGHTS")) {
                    return false;
                }
                input.blanks();
                input.string();
                input.blanks();
                rights[0] = input.string();
                input.endOfLine();
                return true;
            });
        } catch (ImapProblem refused) {
            if (!refused.leavesConnection()) {
                throw refused;
            }
        }
        if (rights[0] == null || hasBoth(rights[0])) {
            return Optional.empty();
        }
        return Optional.of("the rights on the folder are " + rights[0]
                + "; to remove mails it takes t (mark as deleted) and e (expunge)");
    }

    /** {@code d} stands for both where a server follows the older RFC 2086. */
    private static boolean hasBoth(String rights) {
        return rights.contains("d") || rights.contains("t") && rights.contains("e");
    }

    public void createIfMissing(String folder, char separator) throws IOException {
        String wireName = ModifiedUtf7.encode(folder.replace('/', separator == 0 ? '/' : separator));
        if (!new ListCommand(connection).holdsMails(wireName)) {
            connection.command("CREATE " + ImapText.quoted(wireName));
        }
    }

    public void copy(String uids, String folder, char separator) throws IOException {
        connection.command("UID COPY " + uids + " " + target(folder, separator));
    }

    /**
     * MOVE where the server has it; otherwise COPY, then {@link #remove}. A MOVE that is refused is tried so with a single
     * mail only, because a copy of many of which one cannot be removed would be made again each time.
     */
    public void move(String uids, String folder, char separator) throws IOException {
        String move = "UID MOVE " + uids + " " + target(folder, separator);
        boolean single = uids.chars().allMatch(Character::isDigit);
        if (connection.has("MOVE") && !single) {
            connection.command(move);
            return;
        }
        new ImapExtensions(connection)
                .either(
                        "MOVE",
                        "UID MOVE",
                        () -> connection.command(move),
                        () -> copyAndRemove(uids, folder, separator));
    }

    private void copyAndRemove(String uids, String folder, char separator) throws IOException {
        requireUidPlus();
        // a server that copies and never says so would fill the folder with further copies
        new ImapExtensions(connection).unlessItBreaks("UID COPY", () -> copy(uids, folder, separator));
        remove(uids);
    }

    public void remove(String uids) throws IOException {
        requireUidPlus();
        connection.command("UID STORE " + uids + " +FLAGS.SILENT (\\Deleted)");
        connection.command("UID EXPUNGE " + uids);
    }

    private void requireUidPlus() throws IOException {
        if (!connection.has("UIDPLUS")) {
            throw new ImapProblem(
                    Kind.REFUSED, connection.server() + " lacks UIDPLUS, so no mail can be removed from it safely");
        }
    }

    private static String target(String folder, char separator) {
        return ImapText.quoted(ModifiedUtf7.encode(folder.replace('/', separator == 0 ? '/' : separator)));
    }
}
