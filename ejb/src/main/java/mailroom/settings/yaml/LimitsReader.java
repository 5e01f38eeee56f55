package mailroom.settings.yaml;

import mailroom.settings.ServerLimits;
import mailroom.settings.Sizes;

/** Reads {@code limits} of a mailbox. */
final class LimitsReader {

    private static final int MOST_CONNECTIONS = 1000;
    private static final int MOST_COMMANDS = 1_000_000;

    private LimitsReader() {}

    static ServerLimits read(Entry mailbox) {
        return mailbox.entry("limits").map(LimitsReader::limits).orElse(ServerLimits.NONE);
    }

    private static ServerLimits limits(Entry entry) {
        ServerLimits limits = new ServerLimits(
                entry.number("connections", 0, 1, MOST_CONNECTIONS),
                entry.number("commandsPerMinute", 0, 1, MOST_COMMANDS),
                entry.parsed("bytesPerDay", Sizes::parse).orElse(0L));
        entry.refuseUnknown();
        return limits;
    }
}
