package mailroom.settings;

/**
 * What a mailbox may ask of its server; 0 is no limit.
 *
 * @param connections that Mailroom holds to the server at once, over all mailboxes there
 * @param commandsPerMinute of this mailbox, over all its connections
 * @param bytesPerDay that this mailbox downloads in a day of UTC, as they are on the wire below TLS
 */
public record ServerLimits(int connections, int commandsPerMinute, long bytesPerDay) {

    public static final ServerLimits NONE = new ServerLimits(0, 0, 0);
}
