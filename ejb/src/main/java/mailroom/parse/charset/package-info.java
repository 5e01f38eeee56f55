/**
 * Finds the characters that bytes mean. A label means what the encoding standard of the web says it means
 * (https://encoding.spec.whatwg.org), since that is what those who write such mails see.
 */
package mailroom.parse.charset;
