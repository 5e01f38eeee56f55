package mailroom.bench;

/** A mailbox on a server, of which INBOX holds that many mails. */
record Target(String host, int port, String user, String password, int mails) {

    /** Another user's, with as many mails. */
    Target of(String other) {
        return new Target(host, port, other, password, mails);
    }
}
