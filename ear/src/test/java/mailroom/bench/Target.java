package mailroom.bench;

/** A mailbox on a server, of which INBOX holds that many mails. */
record Target(String host, int port, String user, String password, int mails) {}
