package mailroom.folder;

/** What the ledger has of one UID beside its mail: the flags last seen, and whether the server has it no longer. */
public record KnownSighting(String flags, boolean vanished) {}
