package mailroom.camel.mailbox;

import mailroom.intake.Window;

/**
 * The body of a {@code mailbox:} exchange.
 *
 * @param highestUid up to here the folder is taken in once the window is stored
 * @param highestModSeq 0 while the folder has more to read
 */
record ReadWindow(Window window, long highestUid, long highestModSeq) {}
