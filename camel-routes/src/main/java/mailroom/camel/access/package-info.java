/**
 * The way to a mailbox's server: what proves who comes (passwords, OAuth 2.0 tokens), how often a rejected login is tried
 * again, and how many connections, commands and bytes the server is asked for.
 */
package mailroom.camel.access;
