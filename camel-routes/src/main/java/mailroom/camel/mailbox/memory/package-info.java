/**
 * Remembers what outlives a connection: mails in doubt, folders and chores in trouble, and what is due when. It asks no
 * server and writes nothing down.
 */
package mailroom.camel.mailbox.memory;
