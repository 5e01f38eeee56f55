package mailroom.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a mail server listens and how the connection is protected.
 *
 * @param authority a PEM file with the certificates to trust instead of the JVM's, for a server with an own CA
 */
public record ServerAddress(String host, int port, Tls tls, Optional<Path> authority) {

    /** {@code NONE} is allowed for loopback hosts only; the settings' check refuses it elsewhere. */
    public enum Tls {
        IMPLICIT,
        STARTTLS,
        NONE
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
