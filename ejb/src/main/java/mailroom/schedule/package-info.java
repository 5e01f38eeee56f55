/**
 * When things happen: every timer of Mailroom, the digest, and the jobs as the rest of Mailroom sees them.
 */
package mailroom.schedule;
