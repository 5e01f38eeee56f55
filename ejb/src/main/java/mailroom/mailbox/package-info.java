/** How the mailboxes stand: since when a mailbox or one of its folders stands still, and why. */
package mailroom.mailbox;
