/**
 * One connection to a server: sends commands, reads their answers up to the tagged end, and knows what the server offers,
 * refuses and tells unasked.
 */
package mailroom.camel.imap.connection;
