package mailroom.camel.mailbox.folder;

import mailroom.camel.imap.problem.ImapProblem;

/** How a look at a folder ended, where the connection goes on. */
public sealed interface FolderLook {

    /** All that the server gave is stored; the folder was opened for it, or was as the last look left it. */
    record Done(boolean opened) implements FolderLook {}

    /** The server refused to open or to list it. */
    record Refused(ImapProblem problem, boolean atOpening) implements FolderLook {}
}
