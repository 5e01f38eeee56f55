/**
 * Reads {@code mailroom.yaml}, checks it as a whole, and reads it again when it changes. A wrong file is refused with line
 * and key, and the last good one stays in force.
 */
package mailroom.settings.yaml;
