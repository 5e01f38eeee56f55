package mailroom.console.page;

/** What a person can do about a mailbox that stands still, for each kind of problem. */
final class Hints {

    private Hints() {}

    static String forKind(String kind) {
        return switch (kind) {
            case "login-rejected", "authentication-failed" ->
                "Check user and password (or app password) in mailroom.yaml, then resume. Mailroom does not repeat a"
                        + " rejected password in a loop, so that the account is not locked.";
            case "unknown-host" ->
                "The server's name is not in DNS: check its spelling in mailroom.yaml and this machine's resolver.";
            case "connection-refused" ->
                "Nothing listens there: check host and port, the server and the firewall. Mailroom tries again by itself.";
            case "timeout", "connect-timeout", "read-timeout" ->
                "The server does not answer in time: check the network, the firewall and the server's load. Mailroom tries again by itself.";
            case "certificate-expired" ->
                "The server's certificate has run out: its operator has to renew it. Mailroom does not connect until then.";
            case "certificate-untrusted" ->
                "The certificate's issuer is not known here: add its CA file to the mailbox in mailroom.yaml if it is yours.";
            case "host-mismatch" ->
                "The certificate is for another name: use the name that the certificate has, or have it issued anew.";
            case "tls-failed", "starttls-missing", "tls-required" ->
                "No protected connection comes about: check port and tls in mailroom.yaml. Mailroom never logs in in clear text.";
            case "connection-lost", "disconnected" ->
                "The server closed the connection. Mailroom connects again by itself.";
            case "folder-missing", "no-folders" ->
                "The configured folders are not on the server: compare folders in mailroom.yaml.";
            case "over-limit", "server-misbehaves", "protocol-error", "bad-response" ->
                "The server answers in a way that Mailroom refuses: the incidents below and the log say what. Other mailboxes go on.";
            case "over-quota", "too-many-connections" ->
                "The server limits this account: close other clients or ask its operator.";
            case "archive-unavailable", "storage-failed", "disk-full" ->
                "The archive cannot take mail: check free space and permissions of MAILROOM_HOME/archive, now.";
            default -> "The log has the details under the mailbox's name. Resume makes Mailroom try at once.";
        };
    }
}
