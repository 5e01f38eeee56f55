/**
 * Fetches mails and the facts that the server tells of them (RFC 9051, FETCH), and asks in another way where the usual one
 * brings no whole mail.
 */
package mailroom.camel.imap.fetch;
