package mailroom.camel.odd;

import java.time.Instant;
import java.util.Set;

/** A mail as the server keeps it, under its UID. */
public record OddMail(long uid, Set<String> flags, Instant date, byte[] bytes, long modSeq) {}
