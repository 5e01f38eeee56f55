/**
 * A mailbox as a whole: how it stands and since when, what may be asked of it, which logins were rejected and how many
 * bytes it has downloaded.
 */
package mailroom.mailbox;
