package mailroom.camel.imap;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.folder.ListCommand;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ModifiedUtf7;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.uid.UidSet;
import mailroom.camel.imap.wire.ImapText;

/**
 * The only commands of this client that change a server: move, copy and remove single UIDs (RFC 6851, RFC 4315). Each
 * can be repeated after a crash; a plain EXPUNGE, which would hit other clients' mails, is never sent.
 */
public final class FolderChanges {

    private static final String COPIES_FOUND = "COPY whose copies are found";
    private static final String SAYS_COPIED =
            " says that it copied mails, which stay where they are, because their copies are not found in ";

    private final ImapSession session;
    private final ImapConnection connection;
    private OpenFolder selected;

    public FolderChanges(ImapSession session) {
        this.session = session;
        connection = session.connection();
    }

    /** Opens the folder for changes; a UIDVALIDITY other than the expected one is refused, because the UIDs mean others. */
    public void select(ListedFolder folder, long uidValidity) throws IOException {
        OpenFolder open = session.open("SELECT", folder);
        selected = open;
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
        String wireName = encoded(folder, separator);
        if (!new ListCommand(connection).holdsMails(wireName)) {
            connection.command("CREATE " + ImapText.quoted(wireName));
        }
    }

    /**
     * Copies mails of the folder that is open for changes, but not those whose copies are in the target already because an
     * attempt before made them.
     *
     * @param uids ascending, at least one
     * @param copies begun here; the caller ends it
     */
    public void copy(List<Long> uids, String target, char separator, CopyRecord copies) throws IOException {
        List<Long> left = copies.mayBeThere() ? uncopied(uids, target, separator) : uids;
        if (left.isEmpty()) {
            return;
        }
        copies.begin();
        try {
            // a server that copies and never says so would fill the target with further copies
            new ImapExtensions(connection)
                    .unlessItBreaks(
                            "UID COPY",
                            () -> connection.command("UID COPY " + set(left) + " " + wireName(target, separator)));
        } catch (ImapProblem problem) {
            if (problem.leavesConnection()) {
                copies.end();
            }
            throw problem;
        }
    }

    private List<Long> uncopied(List<Long> uids, String target, char separator) throws IOException {
        return without(uids, copied(uids, target, separator).orElse(Collections.emptySortedSet()));
    }

    private Optional<SortedSet<Long>> copied(List<Long> uids, String target, char separator) throws IOException {
        ListedFolder folder = new ListedFolder(target, encoded(target, separator), separator, Set.of());
        Optional<SortedSet<Long>> copied = new CopySearch(session).copied(uids, folder);
        select(selected.folder(), selected.uidValidity());
        return copied;
    }

    private static List<Long> without(List<Long> uids, Set<Long> others) {
        return uids.stream().filter(uid -> !others.contains(uid)).toList();
    }

    /**
     * MOVE where the server has it; otherwise COPY, then {@link #remove}. A MOVE that is refused is tried so with a single
     * mail only, because a copy of many of which one cannot be removed would be made again each time.
     *
     * @param uids ascending, at least one
     */
    public void move(List<Long> uids, String target, char separator, CopyRecord copies) throws IOException {
        String move = "UID MOVE " + set(uids) + " " + wireName(target, separator);
        if (connection.has("MOVE") && uids.size() > 1) {
            connection.command(move);
            return;
        }
        new ImapExtensions(connection)
                .either(
                        "MOVE",
                        "UID MOVE",
                        () -> connection.command(move),
                        () -> copyAndRemove(uids, target, separator, copies));
    }

    /**
     * Removes what stands in the target, whatever the server says of its COPY; where the target does not say its UIDNEXT,
     * the server is believed.
     */
    private void copyAndRemove(List<Long> uids, String target, char separator, CopyRecord copies) throws IOException {
        requireUidPlus();
        List<Long> left = uids;
        while (!left.isEmpty()) {
            requireThatCopiesAreFound(target);
            copy(left, target, separator, copies);
            Optional<SortedSet<Long>> copied = copied(left, target, separator);
            if (copied.isPresent() && copied.get().isEmpty()) {
                copies.end();
                new ImapExtensions(connection).failed(COPIES_FOUND, "UID COPY");
                throw new ImapProblem(Kind.REFUSED, connection.server() + SAYS_COPIED + target);
            }
            connection.limits().refusedExtensions().worked(COPIES_FOUND, "UID COPY");
            remove(copied.isPresent() ? List.copyOf(copied.get()) : left);
            left = copied.isPresent() ? without(left, copied.get()) : List.of();
        }
        copies.end();
    }

    /** Each further attempt could put copies into the target that nobody finds. */
    private void requireThatCopiesAreFound(String target) throws ImapProblem {
        if (connection.limits().refusedExtensions().contains(COPIES_FOUND)) {
            throw new ImapProblem(Kind.REFUSED, connection.server() + SAYS_COPIED + target);
        }
    }

    public void remove(List<Long> uids) throws IOException {
        requireUidPlus();
        String set = set(uids);
        connection.command("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)");
        connection.command("UID EXPUNGE " + set);
    }

    private void requireUidPlus() throws IOException {
        if (!connection.has("UIDPLUS")) {
            throw new ImapProblem(
                    Kind.REFUSED, connection.server() + " lacks UIDPLUS, so no mail can be removed from it safely");
        }
    }

    private static String set(List<Long> uids) {
        return UidSet.of(uids.stream().mapToLong(Long::longValue).toArray());
    }

    private static String wireName(String folder, char separator) {
        return ImapText.quoted(encoded(folder, separator));
    }

    private static String encoded(String folder, char separator) {
        return ModifiedUtf7.encode(folder.replace('/', separator == 0 ? '/' : separator));
    }
}
