package mailroom.camel.imap.fetch;

import java.time.Instant;
import java.util.Optional;

/**
 * What a server says of a mail beside its bytes.
 *
 * @param flags separated by one space, as the server sent them
 * @param internalDate empty if the server did not say it, or said what is no date
 * @param size RFC822.SIZE; -1 if the server did not say it
 */
public record MailFacts(long uid, String flags, Optional<Instant> internalDate, long size) {}
