/**
 * The README's first command: Mailroom beside a mail server on loopback (IMAP RFC 3501, SMTP RFC 5321), fed with sample
 * mail until Ctrl-C.
 */
package mailroom.demo;
