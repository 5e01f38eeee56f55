package mailroom.camel.mailbox.fetch;

import mailroom.folder.FolderComparisons;
import mailroom.folder.FolderCursors;
import mailroom.folder.FolderHistory;
import mailroom.folder.FormerMails;
import mailroom.folder.OwedMails;

/** What the ledger knows of the folders of all mailboxes and of the mails in them. */
public record FolderLedger(
        FolderCursors cursors,
        FolderHistory history,
        FolderComparisons comparisons,
        FormerMails formerMails,
        OwedMails owed) {}
