/**
 * What every feature shares: the identity and the states of an archived {@code Mail}, the queues that carry ids,
 * and the incidents, which are the rows of everything that was refused, skipped or given up.
 */
package mailroom.mail;
