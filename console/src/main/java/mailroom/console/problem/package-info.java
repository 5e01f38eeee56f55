/** Answers what went wrong with a request as problem details (RFC 9457), whoever noticed it. */
package mailroom.console.problem;
