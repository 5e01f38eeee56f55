/**
 * Mailbox scripts in Sieve (RFC 5228) on Apache jSieve: header, address, size, exists, allof, anyof, not, the actions
 * keep, discard, redirect, fileinto, and {@code pipe "destination"}. An error in a script means keep, and is told.
 */
package mailroom.routing.sieve;
