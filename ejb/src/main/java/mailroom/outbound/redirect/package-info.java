/** What a redirect of an archived mail needs: its bytes, the trace in its header, and when it would go round (RFC 5228, 10). */
package mailroom.outbound.redirect;
