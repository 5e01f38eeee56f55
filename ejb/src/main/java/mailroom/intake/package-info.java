/**
 * Takes windows of mails as they were read from an IMAP folder, makes them durable and writes down where they came
 * from: append, fsync, then one transaction. A mail's identity is the SHA-256 of its bytes.
 */
package mailroom.intake;
