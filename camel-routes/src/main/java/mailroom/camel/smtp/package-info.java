/**
 * An SMTP client for relays (RFC 5321, RFC 6409): bounded replies, a limit for every phase, TLS that cannot be stripped,
 * and for each recipient the exact outcome. Connections are kept, counted and paced per relay.
 */
package mailroom.camel.smtp;
