package mailroom.console.page;

import mailroom.mailbox.ProblemKind;

/** What a person can do about a mailbox that stands still, for each kind of problem. */
final class Hints {

    private Hints() {}

    static String forKind(ProblemKind kind) {
        return switch (kind) {
            case LOGIN_REJECTED ->
                "Check user and password (or app password) in mailroom.yaml; Mailroom takes them within seconds. It does not"
                        + " repeat a rejected password in a loop, so that the account is not locked; resume tries at once.";
            case TOKEN_UNAVAILABLE ->
                "No access token can be had: check the token's command, file or address in mailroom.yaml and whether its consent still"
                        + " holds. Mailroom asks for one again by itself.";
            case LOGIN_UNSUPPORTED ->
                "The server offers none of the logins that Mailroom knows: allow a password login for this account there.";
            case UNKNOWN_HOST ->
                "The server's name is not in DNS: check its spelling in mailroom.yaml and this machine's resolver.";
            case CONNECTION_REFUSED ->
                "Nothing listens there: check host and port, the server and the firewall. Mailroom tries again by itself.";
            case TIMEOUT ->
                "The server does not answer in time: check the network, the firewall and the server's load. Mailroom tries again by itself.";
            case CONNECTION_LOST, BYE ->
                "The server closed the connection. Mailroom connects again by itself; if it goes on, ask its operator.";
            case CERTIFICATE_EXPIRED ->
                "The server's certificate has run out: its operator has to renew it. Mailroom does not connect until then.";
            case CERTIFICATE_UNTRUSTED ->
                "The certificate's issuer is not known here: name its PEM file as the mailbox's authority if it is yours.";
            case HOST_MISMATCH ->
                "The certificate is for another name: use the name that the certificate has, or have it issued anew.";
            case TLS_FAILED, TLS_REQUIRED ->
                "No protected connection comes about: check port and tls in mailroom.yaml. Mailroom never logs in in clear text.";
            case THROTTLED ->
                "The server limits this account or this machine: close other clients or ask its operator. Mailroom waits and tries again.";
            case QUOTA ->
                "The server lends this account so many bytes in a time, and they are used up: Mailroom waits and goes on by itself.";
            case OVER_QUOTA -> "The account is full on the server: free space there, or ask its operator.";
            case FOLDER_GONE ->
                "A configured folder is not on the server any more: compare folders and afterArchive in mailroom.yaml.";
            case REFUSED, PROTOCOL_ERROR ->
                "The server answers in a way that Mailroom refuses: the incidents below and the log say what. Other mailboxes go on.";
            case ARCHIVE_HELD, STORE_FAILED ->
                "The archive cannot take mail: check free space and permissions of MAILROOM_HOME/archive, and the log, now.";
            case NO_SPACE_LEFT ->
                "The disk of MAILROOM_HOME is full: free space there, now. Mailroom goes on by itself once there is room.";
            case ROUTE_FAILED ->
                "The mailbox is not watched: the log says why its route does not start. Resume makes Mailroom try at once.";
            case UNEXPECTED_FAILURE ->
                "The log has the details under the mailbox's name. Resume makes Mailroom try at once.";
        };
    }
}
