/**
 * Bytes that are too many for memory while they pass through: files below {@code MAILROOM_HOME/spool} that end with the
 * work they were made for, and the bounds on what all clients together may have in flight.
 */
package mailroom.spool;
