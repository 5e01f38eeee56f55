/**
 * How fast the product takes a mailbox in: the zip as a user runs it, mbsync, and the plainest possible fetch, on one
 * Dovecot in one run, because ratios hold on a noisy machine and figures do not.
 */
package mailroom.bench;
