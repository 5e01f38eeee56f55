/**
 * Reads what a server tells of its folders: LIST, STATUS, and what EXAMINE or SELECT opens, with the changes since a known
 * state (RFC 7162).
 */
package mailroom.camel.imap.folder;
