package mailroom.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code mailroom.yaml} as a whole, already checked. */
public record Settings(
        List<MailboxSettings> mailboxes,
        Map<String, DestinationSettings> destinations,
        Map<String, RelaySettings> relays,
        DigestSettings digest,
        Duration keepExecutions) {

    public static final Duration KEEP_EXECUTIONS = Duration.ofDays(30);
    public static final Settings EMPTY =
            new Settings(List.of(), Map.of(), Map.of(), DigestSettings.OFF, KEEP_EXECUTIONS);

    public Optional<MailboxSettings> mailbox(String name) {
        return mailboxes.stream().filter(mailbox -> mailbox.name().equals(name)).findFirst();
    }
}
