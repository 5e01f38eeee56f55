/** Undoes what bytes were wrapped in to travel as lines of ASCII: base64 and quoted-printable (RFC 2045, 6.7 and 6.8). */
package mailroom.parse.transfer;
