/** Finds out which UIDs a folder has, and how large their mails are, by SEARCH (RFC 4731, RFC 9738) and FETCH. */
package mailroom.camel.imap.search;
