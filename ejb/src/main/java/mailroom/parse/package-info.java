/**
 * Reads mails: what archive, rules, redirects and lists know of a mail's header and parts comes from here, so that they
 * cannot differ. What cannot be read is named, never a failure.
 */
package mailroom.parse;
