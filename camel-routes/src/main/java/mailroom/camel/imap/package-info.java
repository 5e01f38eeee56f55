/**
 * An IMAP client (RFC 3501, RFC 9051) that takes mails out of a server as a stream: bounded input, exact errors, a
 * deadline on every wait, and no change on the server unless a caller asks for one by name. What stands here needs a
 * session, that is somebody logged in; the packages below do not know it.
 */
package mailroom.camel.imap;
