package mailroom.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A mailbox on a server, of which INBOX holds that many mails.
 *
 * @param authority a PEM file that the server's certificate is trusted by, where the server speaks TLS at once
 */
record Target(String host, int port, String user, String password, int mails, Optional<Path> authority) {

    /** Another user's on the same server. */
    Target of(String other, int count) {
        return new Target(host, port, other, password, count, authority);
    }

    /** As in mailroom.yaml. */
    String mailbox() {
        return """
                  - name: %s
                    server: %s://%s:%d
                    user: %1$s
                    password: ${BENCH_PASSWORD}
                    folders: [INBOX]
                %s""".formatted(
                        user,
                        authority.isPresent() ? "imaps" : "imap",
                        host,
                        port,
                        authority.map("    authority: %s%n"::formatted).orElse(""));
    }
}
