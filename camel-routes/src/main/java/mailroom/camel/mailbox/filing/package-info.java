/** Files mails into other folders of their mailboxes on the server, over connections that are kept for the next mail. */
package mailroom.camel.mailbox.filing;
