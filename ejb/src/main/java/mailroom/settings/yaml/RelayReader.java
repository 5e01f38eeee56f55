package mailroom.settings.yaml;

import java.util.Optional;
import mailroom.settings.RelaySettings;
import mailroom.settings.RelaySettings.Login;
import mailroom.settings.Secret;
import mailroom.settings.ServerAddress;

/** Reads one entry of {@code relays}. */
final class RelayReader {

    private static final int CONNECTIONS = 8;
    private static final int MOST_CONNECTIONS = 100;
    private static final int FASTEST = 100_000;

    private final SecretReference secrets;

    RelayReader(SecretReference secrets) {
        this.secrets = secrets;
    }

    Optional<RelaySettings> read(String name, Entry entry) {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            entry.wrong("server", "the relay's name must match [a-z0-9-]{1,40}");
        }
        Optional<ServerAddress> server = ServerReader.smtp().read(entry);
        Optional<String> user = entry.text("user");
        Optional<Secret> password = entry.parsed("password", secrets::resolve);
        entry.required("from");
        Optional<String> from = entry.parsed("from", RelayReader::sender);
        int connections = entry.number("maxConnections", CONNECTIONS, 1, MOST_CONNECTIONS);
        int perSecond = entry.number("maxPerSecond", 0, 0, FASTEST);
        entry.refuseUnknown();
        if (user.isPresent() != entry.text("password").isPresent()) {
            entry.wrong("user", "user and password go together");
        }
        if (server.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        Optional<Login> login = user.flatMap(name2 -> password.map(secret -> new Login(name2, secret)));
        return Optional.of(new RelaySettings(name, server.get(), login, from.get(), connections, perSecond));
    }

    private static String sender(String text) {
        boolean plain = text.matches("[^\\s<>@\\p{Cntrl}]+@[^\\s<>@\\p{Cntrl}]+");
        boolean named = text.matches("[^<>\\p{Cntrl}]*<[^\\s<>@\\p{Cntrl}]+@[^\\s<>@\\p{Cntrl}]+>");
        if (plain || named) {
            return text;
        }
        throw new IllegalArgumentException("must be an address, as in \"Mailroom <mailroom@example.com>\"");
    }
}
