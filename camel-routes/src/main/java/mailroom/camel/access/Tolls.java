package mailroom.camel.access;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mailroom.mailbox.Traffic;
import mailroom.settings.MailboxSettings;
import mailroom.settings.ServerLimits;

/** The tolls of all mailboxes; what a server gives is shared by the mailboxes on it. */
final class Tolls {

    private final Traffic traffic;
    private final Clock clock;
    private final Map<String, ServerConnections> servers = new ConcurrentHashMap<>();
    private final Map<Key, MailboxToll> tolls = new ConcurrentHashMap<>();

    private record Key(String mailbox, String server, ServerLimits limits) {}

    Tolls(Traffic traffic, Clock clock) {
        this.traffic = traffic;
        this.clock = clock;
    }

    /** As many as there were mailboxes and limits since the start. */
    MailboxToll of(MailboxSettings mailbox) {
        String server = mailbox.server().toString();
        ServerConnections connections = servers.computeIfAbsent(server, ServerConnections::new);
        return tolls.computeIfAbsent(
                new Key(mailbox.name(), server, mailbox.limits()),
                key -> new MailboxToll(mailbox.name(), mailbox.limits(), connections, traffic, clock));
    }
}
