/**
 * Finds the header fields and the parts of a mail in one pass over its bytes (RFC 5322, RFC 2045, RFC 2046). Whatever the
 * bytes are, the pass ends where they end, holds one line and one header at a time, and names what it could not tell.
 */
package mailroom.parse.structure;
