/**
 * Looks into one folder: whose UIDs it has, which of its mails the ledger lacks, what became of those that it has, and what
 * the server is to do with them once they are archived.
 */
package mailroom.camel.mailbox.folder;
