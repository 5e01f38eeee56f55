/**
 * An IMAP server in the tests (RFC 9051) that does all as it should, and as many things otherwise as a test lays over it:
 * a {@link mailroom.camel.odd.Behaviour} is one way of being odd, and any of them go together.
 */
package mailroom.camel.odd;
