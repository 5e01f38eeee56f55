package mailroom.console.page;

/** What a person can do about a mailbox that stands still, for each kind of problem that intake names. */
final class Hints {

    private Hints() {}

    static String forKind(String kind) {
        return switch (kind) {
            case "login-rejected" ->
                "Check user and password (or app password) in mailroom.yaml; Mailroom takes them within seconds. It does not"
                        + " repeat a rejected password in a loop, so that the account is not locked; resume tries at once.";
            case "login-unsupported" ->
                "The server offers none of the logins that Mailroom knows: allow a password login for this account there.";
            case "unknown-host" ->
                "The server's name is not in DNS: check its spelling in mailroom.yaml and this machine's resolver.";
            case "connection-refused" ->
                "Nothing listens there: check host and port, the server and the firewall. Mailroom tries again by itself.";
            case "timeout" ->
                "The server does not answer in time: check the network, the firewall and the server's load. Mailroom tries again by itself.";
            case "connection-lost", "bye" ->
                "The server closed the connection. Mailroom connects again by itself; if it goes on, ask its operator.";
            case "certificate-expired" ->
                "The server's certificate has run out: its operator has to renew it. Mailroom does not connect until then.";
            case "certificate-untrusted" ->
                "The certificate's issuer is not known here: name its PEM file as the mailbox's authority if it is yours.";
            case "host-mismatch" ->
                "The certificate is for another name: use the name that the certificate has, or have it issued anew.";
            case "tls-failed", "tls-required" ->
                "No protected connection comes about: check port and tls in mailroom.yaml. Mailroom never logs in in clear text.";
            case "throttled" ->
                "The server limits this account or this machine: close other clients or ask its operator. Mailroom waits and tries again.";
            case "over-quota" -> "The account is full on the server: free space there, or ask its operator.";
            case "folder-gone" ->
                "A configured folder is not on the server any more: compare folders and afterArchive in mailroom.yaml.";
            case "refused", "protocol-error" ->
                "The server answers in a way that Mailroom refuses: the incidents below and the log say what. Other mailboxes go on.";
            case "archive-held", "store-failed" ->
                "The archive cannot take mail: check free space and permissions of MAILROOM_HOME/archive, and the log, now.";
            default -> "The log has the details under the mailbox's name. Resume makes Mailroom try at once.";
        };
    }
}
