/**
 * The bytes between client and server, through TLS and compression, and the reading of responses token by token within
 * limits on memory and time.
 */
package mailroom.camel.imap.wire;
