package mailroom.archive.member;

import java.time.Instant;
import java.util.Optional;

/**
 * Where and how a mailbox showed a mail, as the records of its member keep it.
 *
 * @param folder decoded Unicode
 * @param internalDate empty where the server does not tell it
 * @param flags as the server listed them, separated by spaces
 * @param received when Mailroom took it in
 */
public record Seen(
        String mailbox,
        String folder,
        long uidValidity,
        long uid,
        Optional<Instant> internalDate,
        String flags,
        Instant received) {}
