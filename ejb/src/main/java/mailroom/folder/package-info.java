/**
 * What the ledger knows of a folder: how far it is read, which mails it showed and shows, how it compares with the server,
 * and the mails that the server owes.
 */
package mailroom.folder;
