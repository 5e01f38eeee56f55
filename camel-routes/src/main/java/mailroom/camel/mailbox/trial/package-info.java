/** Tries the settings of a mailbox once, for a person who waits, and names what its server does otherwise than most. */
package mailroom.camel.mailbox.trial;
