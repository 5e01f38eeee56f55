/**
 * Decides by a mailbox's Sieve script (RFC 5228) where an archived mail goes, and keeps the deliveries that follow
 * from it until their destination has taken them.
 */
package mailroom.routing;
