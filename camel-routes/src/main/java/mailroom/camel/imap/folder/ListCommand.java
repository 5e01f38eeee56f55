package mailroom.camel.imap.folder;

import java.io.IOException;
import mailroom.camel.imap.connection.ImapConnection;
import mailroom.camel.imap.connection.ImapExtensions;
import mailroom.camel.imap.wire.ImapText;

/** Asks for folders by LIST, with their special uses (RFC 6154) where the server offers to tell them. */
public final class ListCommand {

    private final ImapConnection connection;

    public ListCommand(ImapConnection connection) {
        this.connection = connection;
    }

    /** The folders of the server's personal view, the inbox among them whatever the server lists. */
    public ListedFolders all() throws IOException {
        return list("*").orInbox();
    }

    /** Whether the server lists the folder as one that can hold mails, not only others. */
    public boolean holdsMails(String wireName) throws IOException {
        return list(wireName).folders().stream()
                .anyMatch(folder -> folder.wireName().equals(wireName) && folder.selectable());
    }

    private ListedFolders list(String pattern) throws IOException {
        String command = "LIST \"\" " + ImapText.quoted(pattern);
        boolean tellsUses = connection.has("SPECIAL-USE");
        ListedFolders[] folders = new ListedFolders[1];
        new ImapExtensions(connection)
                .either(
                        "LIST-EXTENDED",
                        "LIST",
                        () -> folders[0] = listing(command + (tellsUses ? " RETURN (SPECIAL-USE)" : "")),
                        () -> folders[0] = listing(command));
        return folders[0];
    }

    private ListedFolders listing(String command) throws IOException {
        ListResponses responses = new ListResponses();
        connection.command(command, responses);
        return responses.listing();
    }
}
