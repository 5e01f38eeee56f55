package mailroom.camel.delivery;

import mailroom.intake.FolderKey;
import mailroom.mail.Outcome;

/** Puts a mail into another folder of its mailbox on the IMAP server. */
@FunctionalInterface
interface Filing {

    Outcome file(FolderKey where, long uid, String folder);
}
