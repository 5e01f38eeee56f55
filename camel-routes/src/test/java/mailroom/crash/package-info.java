/**
 * Kills intake at every system call that matters and at random moments, and compares the IMAP server, the segments and
 * the database from outside: nothing lost, nothing doubled, nothing altered. After SQLite's tests, which fail the n-th
 * operation for n = 1, 2, 3 … until a run meets no failure.
 */
package mailroom.crash;
