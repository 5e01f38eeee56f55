/**
 * The Camel component {@code mailbox:NAME}: a Polling Consumer that watches one IMAP mailbox and emits one exchange for
 * each window of mails that it has not seen, and the routes that appear and disappear with mailroom.yaml. What it does is
 * in the packages below.
 */
package mailroom.camel.mailbox;
