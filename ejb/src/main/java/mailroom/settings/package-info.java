/** The settings in force, typed: what {@code mailroom.yaml} says of mailboxes, destinations, relays and the digest. */
package mailroom.settings;
