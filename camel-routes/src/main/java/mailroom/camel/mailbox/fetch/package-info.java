/**
 * Fetches mails into windows and hands these over to be stored, so that a mail that a server refuses, cuts, withholds or
 * breaks the connection at stops no other one.
 */
package mailroom.camel.mailbox.fetch;
