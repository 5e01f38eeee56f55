/** Reads what arrives at the REST API before a resource sees it, within limits of size, time and room. */
package mailroom.console.request;
