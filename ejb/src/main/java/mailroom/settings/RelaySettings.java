package mailroom.settings;

import java.util.Optional;

/**
 * One entry of {@code relays}, an SMTP server that takes our submissions (RFC 6409).
 *
 * @param from the default {@code From} field; its address is the return path too
 * @param maxConnections kept connections at the same time, 1 to 100
 * @param maxPerSecond mails a second over all connections; 0: no limit
 */
public record RelaySettings(
        String name, ServerAddress server, Optional<Login> login, String from, int maxConnections, int maxPerSecond) {

    /** What AUTH is given. */
    public record Login(String user, Secret password) {}
}
