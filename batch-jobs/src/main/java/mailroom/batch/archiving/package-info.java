/** The step of archive-mail: received mails are read and parsed ahead, and their metadata is written in their order. */
package mailroom.batch.archiving;
