/**
 * The form of a member of a segment: its tar header, which tells where a mail was seen, and the zstd frames that hold
 * both (POSIX.1-2017 pax, RFC 8878).
 */
package mailroom.archive.member;
