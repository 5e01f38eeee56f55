package mailroom.camel.access;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mailroom.mailbox.Traffic;
import mailroom.settings.MailboxSettings;
import mailroom.settings.ServerLimits;

/** The gates of all mailboxes; what a server gives is shared by the mailboxes on it. */
final class UsageGates {

    private final Traffic traffic;
    private final Clock clock;
    private final Map<String, ServerConnections> servers = new ConcurrentHashMap<>();
    private final Map<Key, MailboxUsageGate> gates = new ConcurrentHashMap<>();

    private record Key(String mailbox, String server, ServerLimits limits) {}

    UsageGates(Traffic traffic, Clock clock) {
        this.traffic = traffic;
        this.clock = clock;
    }

    /** As many as there were mailboxes and limits since the start. */
    MailboxUsageGate of(MailboxSettings mailbox) {
        String server = mailbox.server().toString();
        ServerConnections connections = servers.computeIfAbsent(server, ServerConnections::new);
        return gates.computeIfAbsent(
                new Key(mailbox.name(), server, mailbox.limits()),
                key -> new MailboxUsageGate(mailbox.name(), mailbox.limits(), connections, traffic, clock));
    }
}
