package mailroom.camel.imap;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import mailroom.camel.imap.connection.Compression;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.connection.Responses;
import mailroom.camel.imap.connection.SocketFailures;
import mailroom.camel.imap.fetch.FactsListing;
import mailroom.camel.imap.fetch.FetchCommands;
import mailroom.camel.imap.fetch.MailFacts;
import mailroom.camel.imap.fetch.MailReceiver;
import mailroom.camel.imap.fetch.WaysOfAsking;
import mailroom.camel.imap.folder.ChangeReceiver;
import mailroom.camel.imap.folder.ListCommand;
import mailroom.camel.imap.folder.ListedFolder;
import mailroom.camel.imap.folder.ListedFolders;
import mailroom.camel.imap.folder.OpenFolder;
import mailroom.camel.imap.folder.Resync;
import mailroom.camel.imap.folder.SelectResponses;
import mailroom.camel.imap.folder.StatusAnswer;
import mailroom.camel.imap.folder.StatusResponses;
import mailroom.camel.imap.login.Identification;
import mailroom.camel.imap.login.ImapLogin;
import mailroom.camel.imap.login.Login;
import mailroom.camel.imap.problem.ImapProblem;
import mailroom.camel.imap.problem.ImapProblem.Kind;
import mailroom.camel.imap.search.ListedSizes;
import mailroom.camel.imap.search.SizeListing;
import mailroom.camel.imap.terms.ConnectionTerms;
import mailroom.camel.imap.terms.ImapTimeouts;
import mailroom.camel.imap.terms.LearnedLimits;
import mailroom.camel.imap.wire.ImapText;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;

/**
 * Somebody logged in: looks at folders and fetches mails, and changes nothing; {@link FolderChanges} does that.
 * For one thread, except {@link #close}.
 */
public final class ImapSession implements AutoCloseable {

    /** A mail over this comes in pieces of this. */
    public static final int PIECE_BYTES = WaysOfAsking.PIECE_BYTES;

    private final ImapConnection connection;
    private final FetchCommands fetches;
    private final WaysOfAsking ways;
    private final Identification identification;
    private OpenFolder examined;

    private ImapSession(ImapConnection connection) {
        this.connection = connection;
        fetches = new FetchCommands(connection);
        ways = new WaysOfAsking(connection);
        identification = new Identification(connection);
    }

    /** Connects and logs in. */
    public static ImapSession open(ServerAddress server, String user, Secret password, ImapTimeouts timeouts)
            throws ImapProblem {
        return open(server, ImapLogin.withPassword(user, password), ConnectionTerms.of(timeouts));
    }

    /** Connects and logs in. */
    public static ImapSession open(ServerAddress server, ImapLogin login, ConnectionTerms terms) throws ImapProblem {
        ImapConnection connection = ImapConnection.open(server, terms);
        try {
            Login.in(connection, login);
            Compression.start(connection, terms.compress());
            return new ImapSession(connection);
        } catch (IOException e) {
            connection.close();
            throw SocketFailures.named(e, server);
        }
    }

    public ServerAddress server() {
        return connection.server();
    }

    ImapConnection connection() {
        return connection;
    }

    private ImapExtensions extensions() {
        return new ImapExtensions(connection);
    }

    public boolean offers(String capability) throws IOException {
        return connection.has(capability);
    }

    /** The rest of the capability that begins so, as {@code 1000} of {@code MESSAGELIMIT=1000}. */
    public Optional<String> offered(String beginning) throws IOException {
        return connection.capability(beginning);
    }

    /** What was found out about the server. */
    public LearnedLimits limits() {
        return connection.limits();
    }

    /** All folders of the server's personal view, in its order. */
    public ListedFolders listFolders() throws IOException {
        return listFolders(List.of());
    }

    /** The same, and those that were there before and are there still, although the server lists them no longer. */
    public ListedFolders listFolders(Collection<ListedFolder> former) throws IOException {
        return new UnlistedFolders(this).added(new ListCommand(connection).all(), former);
    }

    /** Opens the folder so that nothing in it can change. */
    public OpenFolder examine(ListedFolder folder) throws IOException {
        examined = open("EXAMINE", folder);
        return examined;
    }

    /** The same, and HIGHESTMODSEQ counts (RFC 7162, CONDSTORE). */
    public OpenFolder examineCondstore(ListedFolder folder) throws IOException {
        return examine(
                extensions().condstore(),
                folder,
                () -> open("EXAMINE", folder, new SelectResponses(folder, "(CONDSTORE)")));
    }

    /** The same, and the server tells what changed since the state given (RFC 7162, QRESYNC, which must be enabled). */
    public OpenFolder examineResynced(ListedFolder folder, Resync since, ChangeReceiver changes) throws IOException {
        return examine("QRESYNC", folder, () -> open("EXAMINE", folder, new SelectResponses(folder, since, changes)));
    }

    private OpenFolder examine(String extension, ListedFolder folder, OpeningWay with) throws IOException {
        OpenFolder[] open = new OpenFolder[1];
        extensions().either(extension, "EXAMINE", () -> open[0] = with.go(), () -> open[0] = open("EXAMINE", folder));
        examined = open[0];
        return examined;
    }

    @FunctionalInterface
    private interface OpeningWay {
        OpenFolder go() throws IOException;
    }

    /** Opens it again after it was open for changes; where it is as it was, that is no news. */
    public void examineAgain(OpenFolder before) throws IOException {
        OpenFolder now = examine(before.folder());
        if (now.exists() == before.exists() && now.uidNext() == before.uidNext()) {
            connection.unasked().forgetNews();
        }
    }

    /** The folder that is open by {@link #examine}, as it was then. */
    public Optional<OpenFolder> examined() {
        return Optional.ofNullable(examined);
    }

    /** The server told of something in the open folder, unasked, since it was opened and {@link #sizesAbove} asked. */
    public boolean heardOfChanges() {
        return connection.unasked().hasNews() || connection.unasked().hasChanges();
    }

    /** Switches an extension on (RFC 5161), before any folder is open; false where the server does not do it. */
    public boolean enable(String extension) throws IOException {
        if (!connection.has("ENABLE") || !connection.has(extension)) {
            return false;
        }
        boolean[] enabled = new boolean[1];
        Responses responses = (word, number, input) -> {
            if (!word.equals("ENABLED")) {
                return false;
            }
            while (input.skip(' ')) {
                enabled[0] |= input.atom().equalsIgnoreCase(extension);
            }
            input.endOfLine();
            return true;
        };
        extensions().perhaps(extension, "ENABLE", () -> connection.command("ENABLE " + extension, responses));
        return enabled[0];
    }

    OpenFolder open(String verb, ListedFolder folder) throws IOException {
        return open(verb, folder, new SelectResponses(folder, ""));
    }

    /**
     * Some servers open no folder for a client that has not said its name (RFC 2971), and a part of their folders where a
     * client counts mails instead of naming them (RFC 9586). Once, before a folder is opened.
     */
    public void introduce() throws IOException {
        extensions().perhaps("ID", "ID", identification::send);
        enable("UIDONLY");
    }

    private OpenFolder open(String verb, ListedFolder folder, SelectResponses opening) throws IOException {
        examined = null;
        ways.forget();
        String parameters = opening.parameters().isEmpty() ? "" : " " + opening.parameters();
        identification.unlessAsked(
                () -> connection.command(verb + " " + ImapText.quoted(folder.wireName()) + parameters, opening));
        connection.unasked().forgetChanges();
        return opening.result();
    }

    /**
     * Sizes by UID of the mails above a UID in the open folder, ascending, at most {@link SizeListing#MOST_PLANNED}: the
     * lowest. Gaps among the UIDs cost a logarithmic number of commands. UIDNEXT only cuts the question into pieces: a
     * server that says it too low, too high or not at all hides no mail. A folder that is said to be empty although UIDs
     * were given in it is searched.
     */
    public ListedSizes sizesAbove(OpenFolder folder, long uid) throws IOException {
        connection.unasked().forgetNews();
        boolean mayHaveMails = folder.uidNext() == 0 || folder.uidNext() > uid + 1;
        if (folder.exists() == 0 && !(mayHaveMails && new SizeListing(connection).findsAbove(uid))) {
            return new ListedSizes(new TreeMap<>(), List.of());
        }
        return new SizeListing(connection).above(uid, folder.uidNext());
    }

    /** Whether the open folder still has the mail. */
    public boolean holds(long uid) throws IOException {
        return new FactsListing(connection).of(uid).isPresent();
    }

    /** Streams the mails with these UIDs, ascending, in one command; those that are gone are left out by the server. */
    public void fetch(long[] uids, long largest, MailReceiver receiver) throws IOException {
        fetches.whole(uids, largest, receiver);
    }

    /**
     * Streams one large mail piece by piece into one body.
     *
     * @param size as the server announced it
     * @return false if the mail is gone
     */
    public boolean fetchInPieces(long uid, long size, MailReceiver receiver) throws IOException {
        return ways.inPieces(uid, size, receiver);
    }

    /**
     * Streams one mail by another way of asking than the last one: whole, in pieces, or header and text.
     *
     * @param known what came with the mail before, for a server that leaves it out of its listings
     * @return false if the mail is gone
     */
    public boolean fetchAnotherWay(long uid, Optional<MailFacts> known, MailReceiver receiver) throws IOException {
        return ways.another(uid, known, receiver);
    }

    public void noop() throws IOException {
        connection.command("NOOP");
    }

    /** What STATUS says of a folder that is not open. */
    public StatusAnswer status(ListedFolder folder) throws IOException {
        boolean counts = connection.has("CONDSTORE") || connection.has("QRESYNC");
        String items = "UIDVALIDITY UIDNEXT MESSAGES" + (counts ? " HIGHESTMODSEQ" : "");
        StatusResponses statuses = new StatusResponses(folder, connection.unsolicited());
        identification.unlessAsked(() ->
                connection.command("STATUS " + ImapText.quoted(folder.wireName()) + " (" + items + ")", statuses));
        return statuses.status();
    }

    /** For a folder that only its name is known of. */
    public ListedFolder folder(String name) throws IOException {
        return listFolders().folders().stream()
                .filter(folder -> folder.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ImapProblem(Kind.FOLDER_GONE, "the server has no folder " + name));
    }

    /** Says goodbye where the server still listens. */
    public void logout() {
        try {
            connection.sendLine("M0 LOGOUT");
        } catch (IOException gone) {
            // the connection is closed next
        }
        close();
    }

    @Override
    public void close() {
        connection.close();
    }
}
