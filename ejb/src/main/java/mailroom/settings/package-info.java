/**
 * {@code MAILROOM_HOME} and {@code mailroom.yaml}: typed, checked as a whole, read again when they change.
 * A wrong file is refused with line and key, and the last good one stays in force.
 */
package mailroom.settings;
