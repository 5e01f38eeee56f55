/** The Camel context: mail comes in by IMAP, deliveries and submissions go out. Nothing else in Mailroom knows Camel. */
package mailroom.camel;
