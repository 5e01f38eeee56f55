package mailroom.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a mail was seen.
 *
 * @param internalDate empty where the server does not tell it
 * @param flags as the server listed them, separated by spaces
 * @param vanishedAt when the server was found to have it no longer
 */
public record Sighting(
        String mailbox,
        String folder,
        long uidValidity,
        long uid,
        Optional<Instant> internalDate,
        String flags,
        Optional<Instant> vanishedAt) {}
