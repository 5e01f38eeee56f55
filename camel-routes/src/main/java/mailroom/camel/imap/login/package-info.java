/** Tells the server who comes: logs in by SASL (RFC 4422) or LOGIN, and names the program (RFC 2971). */
package mailroom.camel.imap.login;
