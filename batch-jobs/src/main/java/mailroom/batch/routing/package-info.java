/** The step of route-mail: the mailbox's script decides on each archived mail, and deliveries and redirects are written. */
package mailroom.batch.routing;
