package mailroom.intake;

/**
 * What became of a window.
 *
 * @param mails archived now for the first time
 * @param sightings of mails that were known before
 * @param repeated that the ledger had already, from a window that was stored before a crash
 */
public record Stored(int mails, int sightings, int repeated) {}
