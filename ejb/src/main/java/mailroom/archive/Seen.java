package mailroom.archive;

import java.time.Instant;

/**
 * Where and how a mailbox showed a mail, as the records of its member keep it.
 *
 * @param folder decoded Unicode
 * @param flags as the server listed them, separated by spaces
 * @param received when Mailroom took it in
 */
public record Seen(
        String mailbox,
        String folder,
        long uidValidity,
        long uid,
        Instant internalDate,
        String flags,
        Instant received) {}
