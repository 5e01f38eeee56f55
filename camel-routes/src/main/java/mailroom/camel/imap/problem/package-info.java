/** What goes wrong with a server, or with the receiver of its mails, as exceptions that say what to do about it. */
package mailroom.camel.imap.problem;
