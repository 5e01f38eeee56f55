package mailroom.camel.mailbox.fetch;

import mailroom.intake.Window;

/**
 * Is the body of a {@code mailbox:} exchange.
 *
 * @param highestUid up to here the folder is taken in once the window is stored
 */
public record ReadWindow(Window window, long highestUid) {}
