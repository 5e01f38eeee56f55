/** Sets of UIDs (RFC 9051, sequence-set) as they are written, read and held. */
package mailroom.camel.imap.uid;
