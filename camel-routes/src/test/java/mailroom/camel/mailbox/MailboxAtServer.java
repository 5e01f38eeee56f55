package mailroom.camel.mailbox;

import java.io.IOException;
import java.util.SortedMap;
import mailroom.folder.FolderKey;
import mailroom.folder.KnownSighting;
import mailroom.folder.SightedMail;

/** Mailboxes at an IMAP server, and a person who uses them too. */
interface MailboxAtServer {

    RunningMailboxes running();

    int port();

    /** Of a user who may have been unknown so far. */
    MailProgram mailProgram(String user) throws IOException;

    /** What the server shows of a mail and reading must not change. */
    String untouched();

    default void append(String user, String folder, byte[]... mails) throws IOException {
        try (MailProgram program = mailProgram(user)) {
            if (!program.has(folder)) {
                program.create(folder);
            }
            for (byte[] mail : mails) {
                program.append(folder, mail);
            }
        }
    }

    default SortedMap<Long, KnownSighting> sightings(String mailbox, String folder) {
        return running().history.sightingsAbove(folder(mailbox, folder), 0, 1000);
    }

    default SightedMail archived(String mailbox, long uid) {
        return running().history.sighted(folder(mailbox, "INBOX"), uid).orElseThrow();
    }

    private FolderKey folder(String mailbox, String folder) {
        return running().history.latest(mailbox, folder).orElseThrow().folder();
    }
}
