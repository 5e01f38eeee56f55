/**
 * Reads a mail's header fields and structure (RFC 5322, RFC 2045) within limits, so that no mail, however broken or
 * hostile, costs more than a bounded amount of time and memory. What cannot be read is a named problem, never a failure.
 */
package mailroom.parse;
