package mailroom.camel.mailbox.watch;

import java.util.Set;

/**
 * How a wait for news ended.
 *
 * @param rung somebody wants everything looked at
 * @param others folders that are not open and have news, as the server spells them
 * @param roundOver nothing came in time; what no push tells of has its turn
 */
record EndOfWait(boolean rung, Set<String> others, boolean roundOver) {}
