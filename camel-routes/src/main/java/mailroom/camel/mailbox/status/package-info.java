/** Tells people how a mailbox and its folders stand, and since when one stands still. */
package mailroom.camel.mailbox.status;
