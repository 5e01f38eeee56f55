/**
 * Watches one mailbox: a connection after the other, with a pause after each that failed, and over it a look at each folder
 * that is due, then a wait for news by IDLE, NOTIFY (RFC 2177, RFC 5465) or the clock.
 */
package mailroom.camel.mailbox.watch;
