/** What every feature shares: the identity and the states of an archived {@code Mail}, and the queues that carry ids. */
package mailroom.mail;
