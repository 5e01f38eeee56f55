/**
 * The terms on which a server is used: how long it may take, what is asked before a command is sent, and which limits
 * were learned of it.
 */
package mailroom.camel.imap.terms;
