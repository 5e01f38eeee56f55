/**
 * Submissions: notifications and redirected mail on their way out, one row for each recipient, until a relay has
 * taken, refused or timed out each of them (RFC 5321, RFC 3463).
 */
package mailroom.outbound;
