/** How Mailroom says no over HTTP: as problem details (RFC 9457) for programs, as a page for people. */
package mailroom.refusal;
