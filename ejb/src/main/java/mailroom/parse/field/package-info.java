/**
 * Reads what header fields say: text (RFC 2047), addresses and dates (RFC 5322), parameters (RFC 2231) and message ids, as
 * lenient mail programs read them. Each reading takes a time that grows with the field's length and no faster.
 */
package mailroom.parse.field;
