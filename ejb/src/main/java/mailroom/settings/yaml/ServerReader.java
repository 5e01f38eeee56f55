package mailroom.settings.yaml;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import mailroom.settings.ServerAddress;
import mailroom.settings.ServerAddress.Tls;

/** Reads {@code server}, {@code tls} and {@code authority} of a mailbox or a relay; clear text is for loopback only. */
final class ServerReader {

    private final String clearScheme;
    private final String tlsScheme;
    private final Map<Tls, Integer> ports;

    private ServerReader(String clearScheme, String tlsScheme, Map<Tls, Integer> ports) {
        this.clearScheme = clearScheme;
        this.tlsScheme = tlsScheme;
        this.ports = ports;
    }

    static ServerReader imap() {
        return new ServerReader("imap", "imaps", Map.of(Tls.IMPLICIT, 993, Tls.STARTTLS, 143, Tls.NONE, 143));
    }

    static ServerReader smtp() {
        return new ServerReader("smtp", "smtps", Map.of(Tls.IMPLICIT, 465, Tls.STARTTLS, 587, Tls.NONE, 25));
    }

    Optional<ServerAddress> read(Entry entry) {
        Optional<Path> authority = entry.parsed("authority", ServerReader::readableFile);
        Optional<String> tls = entry.text("tls");
        Optional<String> server = entry.required("server");
        try {
            return server.map(text -> address(text, tls, authority));
        } catch (IllegalArgumentException e) {
            entry.wrong("server", e.getMessage());
            return Optional.empty();
        }
    }

    private ServerAddress address(String text, Optional<String> tls, Optional<Path> authority) {
        URI uri = uri(text);
        if (tls.isPresent() && !tls.get().equals("starttls")) {
            throw new IllegalArgumentException("tls may only say starttls; for TLS from the start write " + tlsScheme);
        }
        boolean implicit = tlsScheme.equals(uri.getScheme());
        Tls protection = implicit ? Tls.IMPLICIT : tls.isPresent() ? Tls.STARTTLS : Tls.NONE;
        if (implicit && tls.isPresent()) {
            throw new IllegalArgumentException("tls: starttls goes with " + clearScheme + "://, not with " + tlsScheme);
        }
        if (protection == Tls.NONE && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("a clear-text server must be on this machine; write " + tlsScheme
                    + "://, or " + clearScheme + ":// with tls: starttls");
        }
        int port = uri.getPort() == -1 ? ports.get(protection) : uri.getPort();
        return new ServerAddress(uri.getHost(), port, protection, authority);
    }

    private URI uri(String text) {
        Ports.check(text);
        try {
            URI uri = new URI(text);
            boolean known = clearScheme.equals(uri.getScheme()) || tlsScheme.equals(uri.getScheme());
            boolean bare = uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && (uri.getPath() == null
                            || uri.getPath().isEmpty()
                            || uri.getPath().equals("/"));
            if (known && bare && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the message below says what is allowed, without the text that may hold a password
        }
        throw new IllegalArgumentException("must be " + tlsScheme + "://host[:port] or " + clearScheme
                + "://host[:port], without user or password");
    }

    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        boolean literal = host.matches("[0-9.]+") || host.startsWith("[");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }

    private static Path readableFile(String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute() || !Files.isReadable(path)) {
            throw new IllegalArgumentException("must be the absolute path of a readable PEM file");
        }
        return path;
    }
}
