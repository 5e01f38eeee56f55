/**
 * The ladder of increments: what changed in a folder since the last look, asked for in the cheapest way that the server
 * offers: QRESYNC, CONDSTORE (both RFC 7162), a window of UIDs, a compare of the whole folder.
 */
package mailroom.camel.ladder;
